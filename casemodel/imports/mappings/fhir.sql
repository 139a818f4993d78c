-- FHIR release 4 resources as the tables that clinical.sql reads.

-- 2021 and 2021-05 are taken as their first day.
create macro fhir_day(text) as try_cast(case length(word(text))
    when 4 then word(text) || '-01-01' when 7 then word(text) || '-01' else left(word(text), 10) end as date);

-- A resource that stands in several files, or in several versions, counts once: the latest.
create table one_resource as
select * from resource
qualify row_number() over (partition by kind, person, coalesce(body->>'$.id', body)
    order by body->>'$.meta.lastUpdated' desc nulls last, file, _line) = 1;

create table everybody as select distinct person from one_resource where kind = 'Patient';

create table patient as
select person, file, _line as line,
    try_cast(case length(body->>'$.birthDate') when 4 then (body->>'$.birthDate') || '-01-01'
        when 7 then (body->>'$.birthDate') || '-01' else body->>'$.birthDate' end as date) as born_first,
    case length(body->>'$.birthDate') when 4 then try_cast((body->>'$.birthDate') || '-12-31' as date)
        when 7 then last_day(try_cast((body->>'$.birthDate') || '-01' as date))
        else try_cast(body->>'$.birthDate' as date) end as born_last,
    'birthDate' as field,
    coalesce(fhir_day(body->>'$.deceasedDateTime'),
        case when body->>'$.deceasedBoolean' = 'true' then date '0001-01-01' end) as died
from one_resource where kind = 'Patient';

create table condition as
select person,
    case coding->>'$.system' when 'http://snomed.info/sct' then 'snomed'
        when 'http://hl7.org/fhir/sid/icd-10-cm' then 'icd' end as system,
    coding->>'$.code' as code,
    coalesce(fhir_day(body->>'$.onsetDateTime'), fhir_day(body->>'$.onsetPeriod.start'),
        fhir_day(body->>'$.recordedDate')) as day,
    coalesce(fhir_day(body->>'$.abatementDateTime'), fhir_day(body->>'$.abatementPeriod.end')) as ended,
    coalesce(body->>'$.clinicalStatus.coding[0].code', 'active') in ('active', 'recurrence', 'relapse')
        and coalesce(body->>'$.verificationStatus.coding[0].code', 'confirmed') = 'confirmed' as active,
    cell(file, _line, 'Condition', coding->>'$.code') as spot
from (
    select *, unnest(json_extract(body, '$.code.coding[*]')) as coding
    from one_resource where kind = 'Condition'
);

create table measured as
select person, file, _line as line,
    coalesce(fhir_day(body->>'$.effectiveDateTime'), fhir_day(body->>'$.effectivePeriod.start'),
        fhir_day(body->>'$.effectiveInstant'), fhir_day(body->>'$.issued')) as day,
    part
from (
    select *, unnest(list_concat([body::json], json_extract(body, '$.component[*]'))) as part
    from one_resource
    where kind = 'Observation' and body->>'$.status' in ('final', 'amended', 'corrected')
);

create table observation as
select person, question, day,
    coalesce(answer, case reason when 'asked-declined' then 'LA30122-8' when 'asked-unknown' then 'LA12688-0' end)
        as answer,
    number, cell(file, line, 'Observation ' || question, coalesce(answer, number::varchar, reason)) as spot
from (
    select person, file, line, day, coding->>'$.code' as question,
        coalesce(
            list_filter(json_extract_string(part, '$.valueCodeableConcept.coding[*].code'),
                lambda one: starts_with(one, 'LA'))[1],
            part->>'$.valueCodeableConcept.coding[0].code') as answer,
        coalesce(try_cast(part->>'$.valueQuantity.value' as double),
            try_cast(part->>'$.valueInteger' as double)) as number,
        part->>'$.dataAbsentReason.coding[0].code' as reason
    from (select *, unnest(json_extract(part, '$.code.coding[*]')) as coding from measured)
    where coding->>'$.system' = 'http://loinc.org'
)
where question in (select list from code_list) and (answer is not null or number is not null
    or reason is not null);

create table encounter as
select person, meaning('encounter', coalesce(body->>'$.class.code', body->>'$.class[0].coding[0].code')) as class,
    coalesce(fhir_day(body->>'$.period.start'), fhir_day(body->>'$.actualPeriod.start')) as day,
    coalesce(fhir_day(body->>'$.period.end'), fhir_day(body->>'$.actualPeriod.end')) as ended,
    cell(file, _line, 'Encounter',
        coalesce(body->>'$.class.code', body->>'$.class[0].coding[0].code')) as spot
from one_resource
where kind = 'Encounter' and coalesce(body->>'$.status', '') not in
    ('cancelled', 'entered-in-error', 'planned', 'discontinued');

create table goal as
select person, coalesce(fhir_day(body->>'$.startDate'), fhir_day(body->>'$.statusDate')) as day,
    cell(file, _line, 'Goal', body->>'$.lifecycleStatus') as spot
from one_resource
where kind = 'Goal' and body->>'$.lifecycleStatus' in ('accepted', 'active', 'planned')
    and contains(coalesce(body->>'$.expressedBy.reference', ''), person);

create table team as
select person, fhir_day(body->>'$.period.start') as day,
    len(list_distinct(json_extract_string(body, '$.participant[*].role[0].coding[0].code'))) as roles,
    cell(file, _line, 'CareTeam', null) as spot
from one_resource where kind = 'CareTeam' and coalesce(body->>'$.status', 'active') = 'active';

insert into unusable
select distinct file, _line, kind, 'no_person' from one_resource
where kind <> 'Patient' and person not in (select person from everybody);
