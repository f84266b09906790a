"""Which names mean which kind: the words a parameter or field name ends in, or is. Spelled as `name_words` gives them.

"destination city"  ends in "city"           Kind.CITY
"image url"         ends in "image url"      Kind.IMAGE_URL      (two words are looked up before one)
"q"                 is "q"                   Kind.QUERY          ("bbq" or "faq q" would be nothing)
"""

from collections.abc import Mapping

from ..common.kinds import Kind


def _table(rows: Mapping[Kind, str]) -> dict[tuple[str, ...], Kind]:
    return {
        tuple(phrase.split()): kind for kind, phrases in rows.items() for phrase in phrases.split(";") if phrase.strip()
    }


# The last words of a name. More words are looked up first.
ENDINGS: Mapping[tuple[str, ...], Kind] = _table(
    {
        Kind.CITY: "city; city name; cityname; town; municipality; locality; village; origin; destination; location; place; location name",
        Kind.COUNTRY: "country; country name; countryname; nation; countries",
        Kind.COUNTRY_CODE: "country code; countrycode; country iso; iso country; iso2; iso 2; cca2; cc; country iso code; iso alpha2; alpha2; alpha2 code; country codes; geo code; nationality code",
        Kind.REGION: "region; region name; province; county; state name; prefecture; state province; statename",
        Kind.ADDRESS: "address; street; street address; full address; address line; address line1; address1; formatted address; line1; street name; address line 1; pickup address",
        Kind.POSTAL_CODE: "zip; zip code; zipcode; postcode; postal code; post code; postalcode; plz; pincode; pin code; zip5; postal; zip codes",
        Kind.LATITUDE: "lat; latitude; lat1; lat2; lat 1; lat 2; latitude1; latitude2",
        Kind.LONGITUDE: "lon; lng; longitude; lon1; lon2; lng1; lng2; lng 1; lon 1; lon 2; lng 2; longitude1; longitude2",
        Kind.GEOPOINT: "coordinates; coords; latlng; lat lng; lat lon; lat long; latlon; geopoint; geo point; coordinate; latlong; gps; lat and lng",
        Kind.TIMEZONE: "timezone; time zone; tz; tz id; tzid; timezone id; timezone name; time zone id; tz name; timezones",
        Kind.AIRPORT_CODE: "airport; airport code; iata; iata code; airport iata; iatacode; airport iata code; from airport; departure iata; arrival iata; airport codes",
        Kind.PRICE: "price; cost; fare; price amount; unit price; total price; min price; max price; price min; price max; minprice; maxprice; budget; salary; rent; fee; price from; price to; price value; pricing; prices; market cap; revenue; msrp",
        Kind.AMOUNT: "amount; principal; total amount; loan amount; deposit; balance; income; subtotal; investment; down payment; payment; grand total; debt",
        Kind.CURRENCY_CODE: "currency; currency code; curr; ccy; fiat; vs currency; currencies; currencycode; base currency; target currency; vs currencies; currency iso; currency symbol code; quote currency",
        Kind.DATE: "date; dob; birthdate; birth date; date of birth; birthday; arrival date; release date; expiry date; expiration date; due date; day date; event date; game date; match date; transaction date",
        Kind.START_DATE: "start date; from date; date from; since date; checkin; check in; check in date; checkin date; departure date; depart date; startdate; begin date; date start; pickup date; fromdate; date begin; datefrom; outbound date; start day; pick up date; date after; min date; date min; effective date; first date; outward date",
        Kind.END_DATE: "end date; to date; date to; until date; checkout; check out; check out date; checkout date; return date; enddate; date end; dropoff date; todate; dateto; inbound date; end day; drop off date; date before; max date; date max; last date; arrival day",
        Kind.TIME: "time; start time; end time; departure time; arrival time; opening time; closing time; time of day; sunrise; sunset; moonrise; moonset; kickoff; pickup time; check in time; check out time; starttime; endtime; kick off; birth time; moon rise; prep time of day",
        Kind.DATETIME: "datetime; date time; created; updated; last updated; last modified; modified; published; pub date; pubdate; published date; publish date; created date; updated date; date created; date added; last update; date published; date modified; createdat; updatedat; publishedat; creation date; publication date; update time; create time; created time; updated time; last seen; local time; localtime; date utc; start datetime; end datetime; current time; timestamp utc; publish time; upload date; datetime utc; date updated; date last updated; last login",
        Kind.TIMESTAMP: "timestamp; unix; epoch; ts; unix time; unixtime; unix timestamp; unix timestamp ms; time epoch; epoch time; date epoch; start timestamp; dt",
        Kind.YEAR: "year; release year; start year; end year; birth year; year built; model year; season year; founded; year from; year to; yr",
        Kind.MONTH: "month; month number; mm; month name",
        Kind.DAY: "day; day of month; day number; dd",
        Kind.WEEKDAY: "weekday; day of week; dayofweek; day name; week day",
        Kind.DURATION: "duration; runtime; minutes; hours; seconds; elapsed; duration minutes; duration seconds; travel time; length seconds; duration ms; prep time; cook time; total time; elapsed time; cooking time; preparation time; ready in minutes; play time; playtime; delivery time; run time; nights; days; lead time; screen time; wait time",
        Kind.PERSON_NAME: "full name; person name; fullname; customer name; passenger name; guest name; author; author name; director; actor; player name; contact name; owner name; driver name; patient name; sender name; recipient name; writer; host name; creator; instructor; composer; authors; owner; holder; reviewer; recipient; sender; customer; passenger; artist name; real name; doctor; teacher; coach; seller name; agent name; coach name; card holder; cardholder; cardholder name; card holder name; employee name; actors; cast; editor; founder; ceo; president; username display; byline; winner; attendee; organizer; assignee; instructor name; guest; speaker",
        Kind.FIRST_NAME: "first name; firstname; fname; given name; forename; first names; middle name",
        Kind.LAST_NAME: "last name; lastname; surname; family name; lname",
        Kind.EMAIL: "email; e mail; mail; email address; emails; emailaddress; email id; mail address; to email; from email; email addr",
        Kind.PHONE: "phone; phone number; mobile; tel; telephone; msisdn; cell; phonenumber; mobile number; whatsapp number; fax; phone no; mobile phone; telephone number; international phone number; formatted phone number; fax number; cell phone; phones; contact number; phone numbers; mobile no",
        Kind.USERNAME: "username; user name; screen name; handle; nickname; login; screenname; user login; usernames; account name; channel username; user handle; nick",
        Kind.AGE: "age; age years",
        Kind.GENDER: "gender; sex",
        Kind.COMPANY: "company; company name; employer; organization; organisation; brand; manufacturer; publisher; brand name; organization name; airline; airline name; carrier; vendor; merchant; merchant name; bank; bank name; seller; provider; operator; business name; employer name; agency; companyname; store name; shop name; isp; carrier name; supplier; organisation name; retailer",
        Kind.JOB_TITLE: "job title; position title; occupation; profession; job role; jobtitle; job",
        Kind.STOCK_SYMBOL: "symbol; ticker; stock symbol; stock; ticker symbol; symbols; tickers; stock ticker; stocks; stock code; company symbol; instrument",
        Kind.CRYPTO_SYMBOL: "coin; crypto; coin symbol; crypto symbol; cryptocurrency; base asset; quote asset; token symbol; coins; crypto currency; coin name; trading pair; currency pair crypto",
        Kind.QUERY: "query; search query; search term; search; searchterm; search text; search terms; search string; searchquery; search keyword; searchtext; search word; search phrase; search keywords; search key; query string; keyword search; querystring; queries; search value; name query",
        Kind.TEXT: "text; content; message; body; sentence; paragraph; comment; prompt; note; notes; caption; question; answer; lyrics; review; transcript; quote; joke; phrase; translated text; source text; original text; input text; review text; comments; feedback; reply; text1; text2; translation; advice; fact; story; reason; instructions; instruction; transcription; special requests; remarks; content text; sentences; headline text; verse; poem; tweet; message text; text content; text body",
        Kind.TITLE: "title; headline; subject; movie title; song title; book title; video title; event title; page title; original title; english title; title english; heading; product title; article title; episode title; subtitle; job listing title; album title; meeting title; task title",
        Kind.DESCRIPTION: "description; summary; desc; bio; about; overview; excerpt; abstract; synopsis; plot; biography; short description; long description; meta description; product description; snippet; explanation; definition; definitions; full description; meaning; storyline; details text; extract",
        Kind.KEYWORD: "keyword; keywords; kw; search keyword list; key word; keyphrase; key words; buzzword; topic; topics",
        Kind.WORD: "word; lemma; words; word1; word2; synonym; antonym; rhyme; noun; verb; adjective; synonyms; antonyms",
        Kind.CATEGORY: "category; type; kind; class; section; categories; category name; subcategory; department; sub category; product type; content type; property type; group; event type; vehicle type; types; room type; media type; categoryname; cuisine type; job type; division; industry; sector; subject area; meal type; industries; item type; product category; business type; transaction type; account type; account category; user type; market type",
        Kind.GENRE: "genre; genres; genre name; music genre; movie genre",
        Kind.SPORT: "sport; sport name; sports; sport key; sport type",
        Kind.TEAM: "team; team name; home team; away team; team1; team2; club; opponent; team 1; team 2; club name; home team name; away team name; teams; teamname; hometeam; awayteam; home name; away name",
        Kind.CUISINE: "cuisine; cuisines; cuisine name",
        Kind.INGREDIENT: "ingredient; ingredients; food; ingr; food item; ingredient name; food name; include ingredients; exclude ingredients",
        Kind.COLOR: "color; colour; background color; text color; font color; bg color; colors; bgcolor; color name; primary color; fur color; eye color; hair color",
        Kind.TAG: "tag; tags; hashtag; label; labels; tag name; hashtags; hash tag; hashtag name",
        Kind.LANGUAGE: "language; language name; languages; spoken languages; native language; original language name; spoken language",
        Kind.LANGUAGE_CODE: "language code; lang; lang code; languagecode; langcode; iso 639; hl; source language; target language; source lang; target lang; source language code; target language code; to lang; from lang; language iso; langs; original language; sl; tl; language codes; target languages",
        Kind.LOCALE: "locale; culture; locale code; language country",
        Kind.URL: "url; link; uri; website; href; page url; homepage; permalink; web site; site url; website url; web url; links; urls; home page; video url; article url; product url; source url; download url; link url; homepage url; profile url; playback url; audio url; audio; download link; web page; webpage; canonical url; redirect url; stream url; webhook url; callback url; webhook; weburl; facebook; twitter; instagram; linkedin; youtube; wikipedia; file url; preview url; embed url; short url; long url; target url; video link; map url; booking url; ticket url; html url; repository url; preview; trailer; video; embed; wiki url; flag url audio",
        Kind.IMAGE_URL: "image; image url; img; photo; picture; thumbnail; avatar; logo; icon; poster; cover; profile pic; banner; photo url; img url; thumb; imageurl; images; photos; thumbnail url; avatar url; logo url; icon url; profile image; cover image; poster url; picture url; profile picture; poster path; main image; featured image; image link; profile image url; profile pic url; thumbnails; thumb url; cover url; image src; flag; flag url; flags; backdrop path; artwork; strteambadge; badge; cover photo; cover art; profile photo; primary image; pic; pictures; album art; gif; screenshot; backdrop; image path; photo link; sprite; artwork url; hero image; urltoimage; url to image",
        Kind.DOMAIN: "domain; domain name; hostname; host; website domain; root domain; domains; domainname; source domain; subdomain; site; websites",
        Kind.IP_ADDRESS: "ip; ip address; ipaddress; ip addr; ipv4; ip v4; ips; ipv4 address; client ip; user ip; query ip",
        Kind.QUANTITY: "quantity; qty; adults; guests; passengers; rooms; children; kids; infants; persons; people; party size; seats; servings; bedrooms; bathrooms; beds; baths; number of guests; number of adults; number of people; number of rooms; number of children; room qty; guest qty; adults number; children number; room number count; party; room count; travelers; travellers; num adults; tickets; guest count; portions; number of passengers; num guests; number of persons; units sold; guests number; stops; bags; number of nights; numguests; yield servings; floors; stories",
        Kind.COUNT: "count; total; views; likes; followers; downloads; votes; view count; like count; follower count; subscribers; total count; total results; comments count; comment count; review count; reviews count; reviews; num reviews; user ratings total; vote count; total items; retweets; shares; plays; population; number of reviews; total reviews; totalresults; following; installs; total pages; number of pages; page count; matches played; wins; losses; draws; goals; assists; points; attendance; employees; stock quantity; in stock quantity; seats left; retweet count; statistics count; appearances; homers; ratings count; rating count; num results; word count; character count; members; member count; votes up; votes down; upvotes; downvotes; thumbs up; thumbs down; number of employees; seats available; spots left; total votes; subscriber count; total found; hits; media count; episodes; seasons; number of episodes; number of seasons; page total; total records; forks; stargazers; watchers; citations; cases; deaths; recovered; confirmed; played; won; lost; drawn; available quantity; stock level; score home; score away; home score; away score; runs; wickets; kills; visits; visitors; impressions; clicks; nb results; repetitions; reps; sets",
        Kind.RATING: "rating; stars; average rating; vote average; imdb rating; review score; ratings; user rating; star rating; avg rating; averagerating; rating average; min rating; max rating; imdbrating; score out of ten; rating value; hotel stars; customer rating; overall rating; review rating; rate average; health score; imdb score",
        Kind.PERCENTAGE: "percent; percentage; pct; change percent; discount; probability; tax rate; interest rate; percent change; discount percentage; change percentage; daily change percent; confidence; match percentage; precipitation probability; chance of rain; cloud cover; cloudcover; clouds; similarity; accuracy; apr; interest; unemployment rate; inflation; growth rate; dividend yield; change percent 24h; percent change 24h; pop; inflation rate; annual rate; precip probability; change 24h; battery; win rate; regular market change percent; possession; commission rate; down payment percent; discount percent; vat rate",
        Kind.TEMPERATURE: "temp; temperature; temp c; temp f; feels like; min temp; max temp; feelslike c; feelslike f; temp min; temp max; temperature min; temperature max; apparent temperature; temperature c; temperature f; dew point; dewpoint; feelslike; high temp; low temp; avgtemp c; maxtemp c; mintemp c; tavg; tmin; tmax; water temperature; temperature celsius; temperature fahrenheit; min temperature; max temperature; heat index; average temperature; temperature high; temperature low; high temperature; low temperature; wind chill",
        Kind.DISTANCE: "distance; radius; distance km; distance miles; max distance; distance meters; distance in km; distance value; radius km; search radius; mileage; visibility km; visibility; elevation; range km; odometer; vis km; altitude; precipitation; precip mm; rainfall; depth; distance m",
        Kind.WEIGHT: "weight; mass; weight kg; weight lbs; weight lb; body weight; weight g; current weight; target weight; weight grams; protein; fat; carbs; carbohydrates; fiber; sugar; sodium; cholesterol; protein g; fat g; carbs g; potassium; fats; total fat; saturated fat; calcium; iron; carbohydrates total g; fat total g",
        Kind.HEIGHT: "height; height cm; height in; height inches; height m; body height; waist; neck; hip; length cm; length; size cm",
        Kind.WIDTH: "width; img width; image width; thumbnail width; width px; height px; image height; thumbnail height; img height; video width; video height",
        Kind.SPEED: "speed; wind speed; windspeed; wind kph; wind mph; wind speed kmh; windspeed kmh; wind gust; gust; max speed; gust kph; gust mph; wind spd; velocity; top speed; windgust; wind speed mph; wspd; wind; windspeed mps; download speed; upload speed; wind speed kph",
        Kind.HUMIDITY: "humidity; relative humidity; rh; humidity percent; avghumidity",
        Kind.WEATHER_CONDITION: "weather condition; weather description; weather; conditions; sky; weather text; condition text; current conditions; weather main; weather state; sky condition; weather desc; weather summary",
        Kind.CALORIES: "calories; kcal; energy kcal; calorie; cals; calories burned; total calories; daily calories; calories per serving; target calories; bmr; tdee; calorie goal",
        Kind.NUMBER: "number; rate; exchange rate; index; volume; rank; ranking; position; score; value; level; pressure; uv; uv index; uvindex; open; high; low; close; change; adj close; bid; ask; pressure mb; previous close; ratio; odd; odds; aqi; pm2 5; pm10; o3; no2; so2; magnitude; bmi; wind degree; wind deg; wind direction degree; wind dir degrees; x; y; z; row; column; width mm; line; round; week; season number; episode number; chapter; steps; degrees; multiplier; weight factor; order number index; no2 concentration; spread; eps; pe ratio; market volume; volume 24h; circulating supply; total supply; max supply; offset minutes; utc offset; bitrate; fps; points total; sequence; priority number; num; difference; mean; median; average; variance; standard deviation; min; max; lower bound; upper bound; strike; strike price; bytes; file size; filesize; size bytes; chapter number; verse number; digits; decimal places; decimals; precision",
        Kind.CODE: "code; tracking number; tracking code; tracking id; isbn; vin; ean; upc; gtin; barcode; confirmation code; confirmation number; reference; reference number; invoice number; sku; asin; booking reference; flight number; iban; bic; swift; bin; hash; checksum; imdb id; tmdb id; imdb; cas; promo code; coupon; coupon code; license plate; plate; plate number; serial number; vat number; container number; imei; mac; mac address; icao; icao code; contract address; wallet address; token address; transaction hash; tx hash; txid; isbn13; isbn10; isbn 13; isbn 10; ean13; confirmation; swift code; bic code; ifsc; ifsc code; cusip; isin; lei; flight no; train number; train no; order number; parcel number; awb; mmsi; hs code; zip plus four; hex code; registration number; vehicle registration; tail number; registration; model number; part number; tax id; vat; orcid; doi; issn; issue number; discount code; product code; gate; seat; seat number; terminal; platform number; txhash; block hash; booking code; shortcode; short code; reference code; trackingnumber; pnr; steam id; steamid; shipment number; flight iata; cnpj; cpf; currency iso code numeric; area code; dial code; calling code; phone code; call sign; callsign; mcc; mnc; numeric code; ndc; subject code; course code; room number; flightnumber",
        Kind.STATUS: "status; order status; booking status; payment status; match status; game status; shipment status; delivery status; status text; status short; status long; availability; availability status; event status; job status; task status; result status; state",
        Kind.PAGE: "page; page number; page no; pagenumber; page num; pg; pageindex; current page; page index; pageno; pagenum; page nr; currentpage; num page",
        Kind.LIMIT: "limit; per page; page size; pagesize; perpage; max results; results per page; num results; maxresults; outputsize; number of results; page limit; result limit; limit per page; size limit; hits per page; max count; items per page; pagination limit; max items; output size; page length; results limit; record count; records per page; max records",
        Kind.OFFSET: "offset; skip; start index; startindex; page offset; start offset; pagination offset; start row; result offset; start from; start at index",
        Kind.CURSOR: "cursor; next page token; page token; continuation token; pagination token; next cursor; max id; end cursor; next token; scroll id; nextpagetoken; since id; until id; next max id; max cursor; pagetoken; continuation; next page; previous page; prev page; min cursor; pagination key; resume key; start cursor; next; previous; prev; before id; after id; next page url; has next cursor",
        Kind.SORT_BY: "sort by; order by; sortby; orderby; sort field; sort column; sort key; sort; ordering; sorted by; sortfield; sort on; sort type; sorting; order field; sort param",
        Kind.SORT_ORDER: "order; sort order; sort dir; sort direction; order direction; sortorder; order dir; sort asc; orderdir; sort mode",
        Kind.FORMAT: "format; output format; response format; datatype; fmt; data type; output type; return format; result format; image format; export format; date format; response type; text format; file format; outputformat; number format; alt format; file type; filetype",
        Kind.UNITS: "units; unit; unit system; temperature unit; measurement; unit group; temp unit; distance unit; unit of measure; measurement system; unit type; units system; distance units; weight unit; unit of measurement; coord unit; speed unit; uom; temperature units; from unit; to unit; units of measure",
        Kind.FIELDS: "fields; expand; select; expansions; embed; includes; field list; return fields; projection; include fields; columns; with fields; attributes; tweet fields; user fields; media fields; place fields; poll fields",
        Kind.INTERVAL: "interval; timeframe; time frame; granularity; resolution; period; frequency; candle; time interval; range; date range; time range; time period; candle interval; timespan; period type; time span; aggregation; timescale; bar interval",
        Kind.UNKNOWN: "opening hours; business hours; working hours; office hours; hours of operation; opening times; trading hours; rest api; state code; order by clause; data format",
        Kind.CREDENTIAL: "api key; apikey; access token; auth token; password; passwd; pwd; secret; client secret; authorization; cookie; cookies; session token; bearer; private key; jwt; app key; appkey; app secret; api secret; rapidapi key; rapidapi host; signature; otp; cvv; cvc; card number; passphrase; mnemonic; access key; consumer key; consumer secret; secret key; csrf token; csrf; refresh token; user token; authtoken; accesstoken; api token; apitoken; bearer token; security code; license key; user key; userkey; auth; auth key; authkey; credentials; credit card; card cvv; new password; old password; passcode; oauth token; id token; login token; client token; captcha; recaptcha; captcha token; session key; sessionid cookie; subscription key; account token; device token; oauth token secret; access token secret; ssn; social security number; private token; security token; application key; ocp apim subscription key; seed phrase; api user key; encryption key; bot token; web token; x api key; token secret; verification code; pass; pin",
    }
)

# The whole name. These words mean something else, or nothing, at the end of a longer name.
WHOLE: Mapping[tuple[str, ...], Kind] = _table(
    {
        Kind.QUERY: "q; s; search; find; term; terms; keyword; kw; k; w; qs; lookup; search for; name like; phrase query",
        Kind.LONGITUDE: "long",
        Kind.REGION: "state; province; region; us state; statecode name",
        Kind.PAGE: "p; pg; paging",
        Kind.LIMIT: "count; top; size; rows; take; num; max; first; results; n results; per; ps; items; hits; page count; show; maximum; sz; amount of results; nb; pagination count; length of list",
        Kind.OFFSET: "start; from index; begin index; startat; start at; first result; from row",
        Kind.SORT_BY: "sort; by; orderby",
        Kind.SORT_ORDER: "order; direction; dir; asc; desc; ascending; reverse order",
        Kind.FORMAT: "output; alt; f; fmt; return type",
        Kind.FIELDS: "include; with; fields; parts; part; select; expand; populate",
        Kind.LANGUAGE_CODE: "l; la; language; lng code; locale lang; hl; ln; to language; from language; target; langid code",
        Kind.COUNTRY_CODE: "gl; cc; geo; alpha; ccode",
        Kind.TEXT: "t text; input; str; string; msg; txt; input string; data text; phrase; expression text",
        Kind.CURSOR: "after; before; next; since id; continuation",
        Kind.DATE: "d; on; when; day date",
        Kind.START_DATE: "start; since; after date; from time; begin; time from; date gte; from day",
        Kind.END_DATE: "end; until; before date; to time; time to; date lte; to day",
        Kind.STATUS: "status; state",
        Kind.NUMBER: "n; num; number; x; y; z; a; b; c; r; value",
        Kind.CITY: "near; where; location; loc; place; area; station; address or city; from city; to city",
        Kind.COLOR: "hex; rgb",
        Kind.UNITS: "u; metric",
        Kind.CREDENTIAL: "token; x rapidapi key; x rapidapi host; authorization; cred; credential",
        Kind.URL: "u url; web; page link; img link; src; source link; yt url; link",
    }
)
# WHOLE is read after the rows below have had their say: a parameter may mean another thing than an output field.
FIELD_ONLY: Mapping[tuple[str, ...], Kind] = _table(
    {
        Kind.COUNT: "count; total; results; size; top; max",
        Kind.STATUS: "state; status; availability",
        Kind.CITY: "location; place",
        Kind.LANGUAGE: "language",
        Kind.TIME: "start; end; time",
        Kind.TEXT: "input; text; result text",
        Kind.TAG: "label",
        Kind.CATEGORY: "kind; type; format; group",
        Kind.NUMBER: "limit; offset; order; position; n; low; high; open; close",
        Kind.WEATHER_CONDITION: "condition; conditions",
    }
)

# A value that names one of these as a number is that thing's id: `team: 33`, `league: 39`.
NUMBERED_THINGS = frozenset(
    "team league player season fixture venue coach bookmaker bet tournament match game competition club driver race circuit"
    " event category genre sport country city manufacturer brand product user artist album track movie show episode stage"
    " company hotel station region area zone department course course_type chapter surah sport_event product_category list".split()
)

# "X name" is a person's name.
PERSONS = frozenset(
    "ceo guide student teacher instructor manager agent reviewer customer passenger guest driver doctor patient employee player director"
    " actor author writer owner sender recipient coach referee jockey trainer host contact candidate member attendee tenant landlord nurse"
    " lawyer composer singer chef editor journalist president founder employer_contact speaker winner officer parent child spouse".split()
)
FLAG_OPENINGS = frozenset(
    "is has have include includes exclude show hide enable disable with without allow can only use no should strict".split()
)
