"""How the words of a question are kept in the index: a common word as one character, the others written out after.

Two thirds of the index is words to compare questions by. Packed so, they take half the room, which is half as many
pages of memory when a million questions are held, and still compress where neighbouring questions repeat each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

COMMONEST = """
2024 2025 a affair all an and are as assess at author b be been busi by care communiti data defenc depart
develop educ england ensur for from fund govern has have he health her his home hous how if impact in includ
inform is it local made make minist nation new not of offic on or our pension peopl plan polici potenti
provid public publish question review secretari secur servic she social state step support take that the
their this to uk use we what whether which will with work written year
""".split()

COMMON = """
abil abl about abov abroad abus academ academi acceler accept access accommod accord account achiev across
act action activ addit address adequ adequaci adjust administr adopt adult advanc advertis advic advis
advisori affect afford afghan afghanistan after against age agenc agre agreement agricultur ahead ai aid aim
air aircraft airport alcohol align alli alloc allow alongsid alreadi also altern alway am ambit ambiti ambul
amend among amount analysi ani anim announc annual answer anti appeal appli applic appoint apprenticeship
approach appropri approv approxim april area arm armi around arrang arrest arriv art artifici ask aspect
asset assist associ assur asylum attach attack attend audit august authoris autumn avail averag aviat avoid
awar award babi back background balanc ban band bank barrier base basi batteri bbc becaus becom befor
behaviour belief believ below belt benefit best better between beyond bill billion biodivers birmingham
blood board bodi book boost border both brain breach break breakdown breast bring britain british broad
broken budget build bus but buy c cabinet calcul call campaign can cancer cannot cap capabl capac capit car
carbon card career carer carri case cash categori caus cent centr central certain certif chain chair
challeng chancellor chang channel charg chariti check chief child childcar children china chines circumst
citi citizen civil civilian claim claimant class clean clear climat clinic close closur club co coastal code
collabor colleagu collect colleg column combat combin come command commenc comment commerci commiss
commission commit committe common commonwealth communic compani compar compens competit complaint complet
complex compli complianc comprehens concern conclud condit conduct confid confirm conflict connect conserv
consid consider consist constitu construct consult consum contact contain content context continu contract
contribut control convent convict cooper coordin core corpor correspond cost could council counterpart
counti countri cours court cover covid creat credit crime crimin crisi criteria critic cross crown crucial
cultur current curriculum custodi custom cut cyber cycl d date day deal death debt decad decemb decid decis
declar dedic deep defin definit defra delay deliv deliveri demand dementia demonstr dental dentist dentistri
department depend deploy deport deputi design detail detect detent determin devolut devolv diagnos diagnosi
diagnost dialogu did differ digit diplomat direct director disabl disadvantag discharg disclosur discrimin
discuss diseas disord dispos disproportion disput disrupt distribut divers do doctor document doe dog domest
donat down draft drink drive driver drug due dure duti dwp e each earli earlier earn east econom economi
effect effici effort either elect elector electr electron element elig emergenc emiss employ employe enabl
encourag end energi enforc engag english enhanc enter entitl environ environment equal equip equival essenti
establish estat estim ethnic eu european evalu event everi everyon evid examin exampl excel except exchequ
exclud execut exempt exercis exist expand expect expenditur experi experienc expert exploit explor export
extend extens extern f face facil facilit factor fair fall famili fare farm farmer fcdo februari fee figur
final financ financi find fire firm first fiscal fit five fix fleet flexibl flood focus follow food footbal
forc forecast foreign form formal former formula forward foster found foundat four framework franc fraud
free freedom friend fuel full fulli function further futur g gain gambl gap gas gave gaza gender general
generat get girl give given global go goal good gov gp gps grade grant great greater green ground group grow
growth guarante guid guidanc guidelin had harm head healthcar healthi hear heart heat held help here heritag
high higher highway histor hm hmp hmrc hold holder holiday homeless hon hong honour hospic hospit hotel hour
household howev https hub human humanitarian i icb ident identifi ii iii ill illeg immedi immigr implement
implic import improv incent incid inclus incom increas independ indic individu industri inequ infect
influenc infrastructur inherit initi injuri innov inquiri inspect inspector instal institut insur integr
intellig intend intent interest interim internal internat intervent into introduc introduct invest investig
invit involv iran ireland irregular island isra israel issu item januari job join joint juli june justic
keep key king kingdom know known kong label labour land landlord languag larg last later latest launch law
lead leader learn leasehold least leav led legal legisl length less letter level levi librari licenc licens
life like limit line link list live loan locat london long longer look lord loss low lower main maintain
mainten major manag manchest mandatori mani manifesto manufactur march marin maritim market materi matern
matter may mayor meal mean measur mechan media medic medicin meet member men mental merit met method midland
migrant migrat militari million minimum ministeri ministri minor mission mitig mobil mod model modern money
monitor month more most motor move much multi multipl music must my name nato natur navi near necessari need
negoti neighbourhood net network next nhs nice nihr no non north northern note notic notifi novemb now
nuclear number nurs o object oblig obtain occup occupi octob ofcom off offenc offend offer offici offshor
oil old older ombudsman one ongo onli onlin open oper opportun option oral order organis origin other out
outcom outlin outsid over overal oversea own owner ownership packag page paid palestinian panel paper
paragraph parent park parliament parliamentari part parti particip particular partner partnership pass
passeng past pathway patient pay payment peac peak penalti per percentag perform period perman permiss
permit person personnel pharmaci phase physic pilot place plant platform play point polic polit pollut popul
posit possibl post poverti power practic practition pre premis prepar prescrib prescript present press
pressur prevent previous price primari prime principl prior prioriti prioritis prison privat probat procedur
proceed process procur produc product profession programm progress project promot properti proport propos
prosecut prosper prostat protect provis pupil purchas purpos purs pursuant put qualif qualifi qualiti
quarter quick r rail railway rais rang rapid rare rate re reach readi real reason receipt receiv recent
recognis recognit recommend record recoveri recruit recycl reduc reduct refer referr reflect reform refuge
regard regim region regist registr regul regular regulatori reinforc relat relationship releas relev relief
religi religion remain remedi remit remot remov renew rent repair replac report repres represent request
requir rescu research reserv resid resili resolut resolv resourc respect respond respons restor restrict
result retail retain retent retir return revenu revis right rise risk river road robust role roll round rout
routin royal rt rule run rural russia s safe safeguard safer safeti salari sale same sanction save scale
schedul scheme school scienc scope scotland scottish screen sea second secondari section sector see seek
seeker select self send senior sensit sentenc separ septemb serious serv servant set settlement sever sex
sexual share ship short should show shown sick sign signific sinc singl site situat six size skill slaveri
small so societi solar solut some soon sourc south space special specialist specif speech speed spend spent
sponsor sport spring staf staff stage stakehold stand standard start statement station statist status
statutori still stock strateg strategi street strengthen strong structur student studi subject submit
subsequ success such sudan suffici suitabl summer suppli supplier sure surgeri survey sustain system t tabl
tackl taken talk target taskforc tax taxpay teach teacher team technic technolog temporari ten tenant term
territori terror test than them then therapi there therefor these they third those threat three threshold
through throughout tier time timelin timet togeth too took tool top topic total toward town track trade
traffic train transfer transform transit transpar transport travel treasuri treat treati treatment trend
trial tribun trust two type uin ukrain un unabl under understand undertak undertaken union unit universal
universiti until up updat upgrad upon urgent us user usual vaccin valu vape vat vehicl veri veteran via
victim view violenc visa visit vital voluntari vulner wage wait wale want war warm was wast water way weapon
websit week welcom welfar well wellb were west western when where whi while whilst white who whole wide
wider winter within without women worker workforc workplac world would www yet young youth zero 0 1 2 3 4 5
6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 100 000 500 2010 2011 2012 2013
2014 2015 2016 2017 2018 2019 2020 2021 2022 2023 2026 2027 2028 2029 2030
""".split()


_OTHER, _THEN = "~", "\t"
_ONE_BYTE = (chr(code) for code in range(0x21, 0x7E))
_TWO_BYTES = (chr(code) for code in range(0xA1, 0x800))  # in UTF-8, as the index keeps them
_CODES = dict(chain(zip(COMMONEST, _ONE_BYTE, strict=False), zip(COMMON, _TWO_BYTES, strict=False)))
_WORDS = {code: word for word, code in _CODES.items()}


def pack(words: Iterable[str]) -> str:
    """Return words in one line: a character for each, then those that have none of their own."""
    coded, others = [], []
    for word in words:
        code = _CODES.get(word)
        if code is None:
            others.append(word)
        coded.append(code or _OTHER)
    return f"{''.join(coded)}{_THEN}{' '.join(others)}" if others else "".join(coded)


def unpack(packed: str) -> list[str]:
    """Return the words of a packed line, in order."""
    coded, _, others = packed.partition(_THEN)
    if not others:
        return [_WORDS[code] for code in coded]
    rest = iter(others.split(" "))
    return [_WORDS.get(code) or next(rest) for code in coded]
