"""Words that tell nobody apart: those the kit itself writes, and those of every day, some of which are also a company's name."""

from __future__ import annotations

import re
from dataclasses import fields
from functools import cache

#: What the kit writes beside what its catalogue says: sentences, tables, and the words of a log.
_KIT = """accepted advanced ahead answer answered answers application applications applied approached assessment before between brought
caption chart charts closed company contact coworker_chat coworker chat counted dashed date declined defined definition days employer employers event
figure follow_up follow funnel gone group groups hidden horizon hours hover interview interviews interviewed invited job jobs jobstats known label
later layout left less line lines log median middle month months more most networking next no_follow_up none note noted notes nothing nudge offer
offers onsite open panel people phone picture plot plotly range ranges rate reached record reply replied rejected response role roles round
rounds row rows sankey screen search sent share shares silence since source sources stage stages start still table technical tell test text
title verdict waiting week weeks withdrawn without year years final virtual video call"""
#: Words people write in any note, and names that are words as well.
_DAILY = """able about above accept account across act action actual add address after again against agreed alert all allow almost alone along
already also although always amount and another any anyone anything apple are area around art ask asked asking away back background base based
basic because become been being below best better big black blank block blue board body book both bottom box brand break bright bring build building
business but buy buying came can cannot capital car care carry case center central centre century chance change check child choice
choose circle city class clear click close cloud code cold color colour come coming common complete computer connect consider content
continue control cool copy core corner cost could country course cover create cross current custom daily dark data day deal decide deep default delta detail
different digital direct display document does done door double down draft draw drive drop during each early earth east easy edge edit else email
empty end energy enough enter error even ever every everyone everything evidence example exact except express eye face fact fair false fall
family far fast feature feedback few field file fill filter find finish fine fire first fish fit fix flat floor flow font food force form forward found
four fox frame free fresh friend from front full future game gap garden gave general get give given global goal going gold good got grand
graph gray great green grey grid ground grow guess half hand happen happy hard have head health heard heart heat height help her here high
him hire hiring his hold home hope hour house how idea image important include index info inside instead into introduced issue item its itself
just keep key kind knew know land language large last late layer lead leader learn learned leave legend level life light like limit link list little live
local location lock long look looked looking lost lots love low made mail main make man manager many map mark marker market match matrix may mean media meet
meeting member memory mesh message meta method mind mine minute mobile mode model moment money morning moving much must name national natural
near need nest network never new news nice night node normal north not notion now number object off office often old once one online only
opera option oracle orange order origin other our out outside over own pack page paid paint paper parent part partner path pattern pay period
person piece place plain plan planet play please plus point position possible post power pre present press price prime print process product
profile program project promised public pull push put quality question quick quiet quite radio rather reach read ready real really reason recent recruiter red reddit referral
region relay remember remote rent request reset rest result results return right ring river road rock room root run safe said salary same sample
save saw say scale scatter schedule scheduled school science scope script seal second section secure see seem seen select self sell send sense
series service set several shape shell shift shine ship shop short should show side sign signal silver similar simple single site six size sketch slack sky
small snap social soft some someone something soon sort sound south space spark special speed spent split spoke spring square staff stand standard
star state stay step stop store story stream street string strip stripe strong structure style such suggested suit summer summary sun supply support
sure surface switch system take taken talk talked target tax teach team technology ten term than thank thanks that the their them then there these they
thing think third this those though thought three through time today together told tomorrow tone too took tool top total touch toward town track
trade train training travel tree trend tried true trust try turn two type uber under union unit united unity until update upper upon use used
user using value various version very view visa visible vision visit voice wait walk wall want was watch water wave way web well went
were west what when where whether which while white who whole why wide width will wind window wine wise wish with within wolf woman word
words work worked working world would write writing written wrote yahoo year yellow yes yesterday yet you young your zero zone zoom
candidate internal external tmp temp users documents desktop downloads log
analyst engineer developer manager director assistant consultant designer intern senior junior officer data"""
_WORDS = re.compile(r"[^\W_]+")


@cache
def ordinary() -> frozenset[str]:
    """All of them, folded to lower case."""
    from jobstats.charts import CATALOGUE

    said = [str(getattr(chart, f.name)) for chart in CATALOGUE.values() for f in fields(chart) if isinstance(getattr(chart, f.name), str)]
    return frozenset(_WORDS.findall(" ".join([_KIT, _DAILY, *said]).casefold()))
