"""Small invented pages in the layouts in which people save parliamentary and government pages as text."""

from __future__ import annotations

TWFY_DEBATE = """Tram Policing
Urgent Question – in the House of Commons at 12:30 pm on 25th November 2016.
Alert me about debates like this
Photo of Ann Trial
Ann Trial
Labour, Blankton North
12:30 pm, 25th November 2016
(Urgent Question): To ask the Secretary of State for Trams if she will make a statement on trams.
Link to this speech In context Individually
Photo of Jane Example Jane Example Minister of State, Home Office
We have mended forty trams.
Link to this speech In context Individually
(Citation: HC Deb, 25 November 2016, c123)
Minister
Ministers make up the Government.
Bob Roberts
Shadow Minister (Home Office)
It is late.
Several hon. Members
rose—
Ann Trial
I thank her.
Annotations
See the whole debate
"""
TWFY_ANSWER = """Trams
Home Office written question – answered on 15 January 2025.
Photo of Ann Trial
Ann Trial
Labour, Blankton North
To ask the Secretary of State for the Home Department, how many trams there are.
Photo of Jane Example
Jane Example
Parliamentary Under-Secretary (Home Office)
There are forty.
Does this answer the above question?
Yes 0 people think so
"""
TWFY_STATEMENT = """Trams
Home Office written statement – made on 15 January 2025.
Photo of Jane Example
Jane Example
Minister of State, Home Office
I have today laid before the House a plan for trams.
Link to this speech In context Individually
"""
LEGACY_DEBATE = """House of Commons Hansard Debates for 25 Nov 2006
| Home Page |
Previous Section | Index | Home Page
25 Nov 2006 : Column 1234
Oral Answers to Questions
HOME DEPARTMENT
The Secretary of State was asked—
Tram Policing
1. Mr. John Sample (Samplesea) (Con): What steps he is taking on trams. [12345]
The Minister for Trams (Mr. Tony Example): We have mended forty trams. We shall mend more by
25 Nov 2006 : Column 1235
the end of the year. That is our aim.
Mr. Sample: I thank the Minister. Note: this is late.
Mr. Speaker: Order.
3.30 pm
Tram Sheds
Jane Trial (Blankton, North) (Lab): I beg to move a motion about sheds.
**Mr. Example:** I agree.
Question put and agreed to.
Next Section
"""
LEGACY_ANSWERS = """Written Answers to Questions
Tuesday 3 July 2007
HOME DEPARTMENT
3 July 2007 : Column 123W
Trams: Crime
Mr. Sample: To ask the Secretary of State for the Home Department how many trams were stolen. [145678]
Jane Trial: To ask the Secretary of State for the Home Department what trams cost. [145679]
Jane Example: The figures are in the table.
Sheds
Bob Roberts: To ask the Secretary of State for the Home Department where his sheds are. [145681]
Mr. Example [holding answer 2 July 2007]: I will write to the hon. Member.
"""
LEGACY_LORDS = """8 Jun 2011 : Column WA58
Trams
Question
Asked by Lord Sample
To ask Her Majesty's Government how many trams they own.[HL9224]
The Minister of State, Home Office (Baroness Example): They own four.
Sheds
Baroness Trial asked Her Majesty's Government:
What plans they have for sheds. [HL9225]
Lord Example: My Lords, none.
"""
HANSARD_SITE = """Skip to main content
Trams
Volume 761: debated on Tuesday 4 February 2025
Westminster Hall
Download text
12.34 pm
Share this contribution
John Sample
(Samplesea) (Lab)
Copy Link
I beg to move, That this House has considered trams.
Column 12 is located here
Jane Example
The Minister for Trams
Share this contribution
The hon. Member is right.
John Sample
I thank the Minister.
"""
HANSARD_STATEMENT = """Tram Settlement
Volume 761: debated on Tuesday 4 February 2025
The Minister for Trams (Jane Example)
Today I am laying before the House the settlement.
[HCWS123]
"""
SITE_QUESTION = """Written questions, answers and statements
Trams: Crime
Question for Home Office
UIN 21873, tabled on 7 January 2025
Rupert Sample
Independent
Great Samplesea
Commons
Question
To ask the Secretary of State for the Home Department, what steps she is taking on trams.
Answered by
Jane Example
Parliamentary Under-Secretary (Home Office)
Answered on
15 January 2025
Answer
We have mended forty trams.
Share this page
"""
SITE_LORDS = """Trams: Crime
Question for Home Office
UIN HL873, tabled on 7 January 2025
Lord Sample, Crossbench, Life peer Lords
To ask His Majesty's Government what steps they are taking on trams.
Answer
Answered on 15 January 2025
Lord Example
Minister of State (Home Office)
Labour
Lords
I shall let the noble Lord have a reply as soon as possible.
"""
SITE_OPEN = """Trams
Question for Home Office
UIN 55, tabled on 7 January 2025
Rupert Sample (Independent, Great Samplesea)
To ask the Secretary of State for the Home Department, what steps she is taking on trams.
This question has not yet been answered
Due for answer by 14 January 2025
"""
SITE_STATEMENT = """Trams Settlement
Statement made on 17 December 2025
Statement UIN HCWS1200
Statement made by
Sarah Sample
Minister of State for Trams
Labour, Blankton West
Commons
Statement
Today I am laying before the House the trams settlement.
Linked statements
HLWS12
"""
GOVUK_SPEECH = """Skip to main content
GOV.UK
Home
Speech
Home Secretary speech on trams
Home Secretary Jane Example spoke to tram drivers about the work of the service.
From:
Home Office and The Rt Hon Jane Example MP
Published
26 April 2023
Delivered on:
25 April 2023 (Transcript of the speech, exactly as it was delivered)
Location:
Samplesea
Good morning. It is good to be with you.
We will mend every tram by 2025.
Share this page
Is this page useful?
"""
GOVUK_RELEASE = """Home
Press release
Forty trams for Samplesea
The government has bought forty trams.
From: Home Office
Published: 1 May 2024
Contents
Forty more
The trams will run from June, the Home Office announced today.
Home Secretary, Jane Example, said:
“We have bought forty trams and will buy more.”
Forty more
A further forty will come next year.
Share this page
"""
COMMITTEE_REPORT = """House of Commons
Home Affairs Committee
Tram Policing
Tenth Report of Session 2017–19
HC 515
Published on 25 October 2018
Conclusions and recommendations
Trams
1. The Department has failed to mend the trams of the country. (Paragraph 23)
2. We recommend that the Home Office mends them by June 2019.[12] (Paragraph 25)
12 Ibid.
"""
COMMITTEE_NEWS = """Tram Policing: report published
25 October 2018
Image of UK Parliament portcullis
The Home Affairs Committee publishes its report on trams and finds that the Department has failed to mend them.
Chair's comments
Ann Trial MP, Chair of the Committee, said:
"The trams of this country are late and nobody has mended them for many years."
Further information
"""
PRESS_NOTICE = """National Audit Office
Press release
Tram Policing
11 September 2018
The Home Office does not know how many trams there are, according to today's report by the National Audit Office.
Spending on trams fell by 18% between 2010 and 2018, and the Department has no plan to raise it in any way.
“The Department must count its trams,” Amy Audit, head of the NAO, said today.
Notes for Editors
1. Press notices are on the website.
"""
LIBRARY = """Research Briefing
Police trams
Published Monday, 5 February 2024
This briefing sets out how trams are policed in England and Wales and what they cost each year.
Documents to download
Commons Library
"""
PAGES = {name.lower(): page for name, page in list(globals().items()) if name.isupper() and isinstance(page, str)}
