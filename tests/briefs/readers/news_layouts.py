"""Three invented news pages as browsers save them, in the layouts of a broadcaster, a national and a local paper."""

from __future__ import annotations

import json

_BROADCASTER_LD = {
    "@context": "http://schema.org",
    "@type": "NewsArticle",
    "url": "https://news.example/articles/c1lamp",
    "publisher": {"@type": "NewsMediaOrganization", "name": "Marsh Broadcasting News"},
    "datePublished": "2031-03-04T06:02:11.000Z",
    "dateModified": "2031-03-05T09:00:00.000Z",
    "headline": "Lighthouse lamps: Watchdog finds 14 coasts in the dark",
    "author": [{"@type": "Person", "name": "Rita Quill"}],
}

BROADCASTER = f"""<!DOCTYPE html><html lang="en-GB"><head>
<title>Lighthouse lamps: Watchdog finds 14 coasts in the dark - Marsh Broadcasting News</title>
<link rel="canonical" href="https://news.example/articles/c1lamp">
<script type="application/ld+json">{json.dumps(_BROADCASTER_LD)}</script></head><body>
<a href="#main-heading">Skip to content</a>
<nav><ul><li><a>Home</a></li><li><a>News</a></li><li><a>Sport</a></li><li><a>Weather</a></li></ul></nav>
<main id="main-content"><article>
<div data-component="headline-block"><h1 id="main-heading">Lighthouse lamps: Watchdog finds 14 coasts in the dark</h1>
</div>
<div data-component="byline-block"><time datetime="2031-03-04T06:02:11.000Z">4 March 2031</time>
<div><button>Share</button><button>Save</button></div>
<div><span>Rita Quill</span><div>Coasts correspondent</div></div></div>
<figure data-component="image-block"><img alt="A tower on a cliff"><span>Getty Images</span>
<figcaption>The tower at Samplesea has stood unlit since the winter</figcaption></figure>
<div data-component="text-block"><p><b>Fourteen stretches of coast have had no working lighthouse lamp for more than a
year, the National Audit Office has found.</b></p>
<p>The watchdog said the Department for Coasts did not know how many of its lamps were lit on any one night.</p>
<p>Its head, Ann Sample, told the programme: "Nobody could show us a list of the lamps that were working."</p>
<p>Ministers say £3m has been set aside for new lamps.</p></div>
<div data-component="subheadline-block"><h2>'Not good enough'</h2></div>
<div data-component="text-block"><p>Labour's shadow coasts minister Bob Trial said the findings were "a scandal that was
years in the making".</p>
<p>"The lamps went out one by one and nobody in government counted them," he added.</p>
<p>A Department for Coasts spokesperson said: "We have already replaced nine lamps and will replace the rest by the
autumn."</p></div>
<div data-component="links-block"><p>Related topics</p><ul><li><a>Coasts</a></li><li><a>Shipping</a></li></ul></div>
</article>
<section aria-label="more"><h2>More on this story</h2><ul><li><a>Harbour wall gives way in storm</a></li>
<li><a>Why the ferries stopped running</a></li></ul></section></main>
<footer><p>Copyright © 2031 MBN. The MBN answers for no other site.</p></footer></body></html>
"""

_NATIONAL_LD = [
    {
        "@type": "NewsArticle",
        "@context": "https://schema.org",
        "@id": "https://paper.example/coasts/2031/mar/04/lamps",
        "publisher": {"@type": "Organization", "name": "The Daily Otter"},
        "headline": "Government ‘lost count’ of broken lighthouse lamps, say MPs",
        "datePublished": "2031-03-04T00:01:12.000Z",
        "author": [
            {"@type": "Person", "name": "Carla Penn"},
            {"@type": "Person", "name": "Dev Inkwell"},
        ],
    },
    {"@type": "WebPage", "@context": "https://schema.org"},
]

NATIONAL = f"""<!doctype html><html lang="en"><head>
<title>Government ‘lost count’ of broken lighthouse lamps, say MPs | Coasts | The Daily Otter</title>
<meta property="og:site_name" content="The Daily Otter">
<meta property="article:published_time" content="2031-03-04T00:01:12.000Z">
<script type="application/ld+json">{json.dumps(_NATIONAL_LD)}</script></head><body>
<header><a>Support us</a><a>Sign in</a><nav><a>News</a><a>Opinion</a><a>Sport</a></nav></header>
<main><article>
<h1>Government ‘lost count’ of broken lighthouse lamps, say MPs</h1>
<div class="standfirst"><p>Public accounts committee says keepers were left to report failures on paper forms</p></div>
<address><a rel="author">Carla Penn</a> and <a rel="author">Dev Inkwell</a></address>
<details><summary>Tue 4 Mar 2031 00.01 GMT</summary>Last modified on Tue 4 Mar 2031 08.15 GMT</details>
<div class="article-body"><p>The government lost count of the lighthouse lamps that had failed around the coast, a
cross-party group of MPs has said.</p>
<p>The public accounts committee said the Department for Coasts had relied on paper forms, some of which took a month to
arrive.</p>
<p>Jane Example, who chairs the committee, said: “The department could not tell us on the day of our hearing how many
lamps were lit. That is not a small failing. It is the one thing that it exists to do.”</p>
<aside><h3>First Edition newsletter</h3><p>Sign up to our daily newsletter for the stories that matter</p></aside>
<p>The coasts minister, Sam Placeholder, said the department had “turned a corner” and that new lamps would be lit by
the autumn.</p>
<figure><img alt=""><figcaption>Keepers at Samplesea have asked for new lamps since 2027. Photograph: A Person/Agency
</figcaption></figure>
<p>The Lamp Keepers’ Union said its members had warned of failures for years. “We wrote to four ministers and had one
reply,” said its general secretary, Pat Keeper.</p>
<p>The committee’s report recommends that a list of every lamp be published each month.</p></div>
</article>
<section><h2>Most viewed</h2><ol><li><a>Ten soups for a cold spring</a></li><li><a>The harbour that moved</a></li></ol>
</section></main><footer><p>© 2031 The Daily Otter Ltd. All rights reserved.</p></footer></body></html>
"""

LOCAL = """<!DOCTYPE html><html><head><title>Samplesea lighthouse to shine again after council deal | Samplesea Gazette
</title><meta property="og:title" content="Samplesea lighthouse to shine again after council deal">
<meta property="og:site_name" content="Samplesea Gazette"><meta property="og:type" content="article">
<meta property="og:url" content="https://gazette.example/news/24601.lighthouse">
<meta property="article:published_time" content="2031-04-09T05:00:00+01:00"></head><body>
<div class="cookie"><p>We use cookies to personalise content and ads.</p></div>
<nav><ul><li>News</li><li>Sport</li><li>What's On</li><li>Jobs</li><li>Notices</li></ul></nav>
<main><article><h1>Samplesea lighthouse to shine again after council deal</h1>
<div class="meta"><time>9th April</time> <p>By Tess Typist</p><p>Local democracy reporter</p></div>
<ul class="share"><li>Share</li><li>0 Comments</li></ul>
<figure><img alt=""><figcaption>The lighthouse at Samplesea (Image: Newsquill)</figcaption></figure>
<p>SAMPLESEA lighthouse will be lit again this summer after the town council agreed to pay half the cost of a new
lamp.</p>
<p>Councillors voted by nine to two on Tuesday to spend £40,000 on the work.</p>
<p>Cllr Vera Voter, leader of the council, said: "This town has been dark for long enough and I am proud that we have
found the money."</p>
<div class="ad">Advertisement</div>
<p>The other half will come from the Department for Coasts.</p>
<p>Resident Hugh Harbour, 71, said: "I have sailed from here all my life and I never thought I would see it dark."</p>
<p>Read more: <a>Harbour wall gives way in storm</a></p>
<p>Work is due to begin in May.</p>
</article><section><h3>Get involved with the news</h3><p>Send your news and photos to our newsroom.</p></section></main>
<footer><p>This website and associated newspapers adhere to a code of practice.</p></footer></body></html>
"""
