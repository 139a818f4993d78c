-- FHIR release 4 resources as the tables that clinical.sql reads.

create macro text_at(part, path) as json_extract_string(part, path);

-- 2021 and 2021-05 are taken as their first day.
create macro fhir_day(text) as try_cast(case length(word(text))
    when 4 then word(text) || '-01-01' when 7 then word(text) || '-01' else left(word(text), 10) end as date);

-- A resource that stands in several files, or in several versions, counts once: the latest.
create table one_resource as
select * from resource
qualify row_number() over (partition by kind, person, coalesce(text_at(body, '$.id'), body)
    order by text_at(body, '$.meta.lastUpdated') desc nulls last, file, _line) = 1;

create table everybody as select distinct person from one_resource where kind = 'Patient';

create table patient as
select person, file, line, field,
    fhir_day(born) as born_first,
    case length(born) when 4 then try_cast(born || '-12-31' as date)
        when 7 then last_day(try_cast(born || '-01' as date)) else fhir_day(born) end as born_last,
    coalesce(fhir_day(died), case when is_dead = 'true' then date '0001-01-01' end) as died
from (
    select person, file, _line as line, 'birthDate' as field, text_at(body, '$.birthDate') as born,
        text_at(body, '$.deceasedDateTime') as died, text_at(body, '$.deceasedBoolean') as is_dead
    from one_resource where kind = 'Patient'
);

create table condition as
select person,
    case text_at(coding, '$.system') when 'http://snomed.info/sct' then 'snomed'
        when 'http://hl7.org/fhir/sid/icd-10-cm' then 'icd' end as system,
    text_at(coding, '$.code') as code,
    coalesce(fhir_day(text_at(body, '$.onsetDateTime')), fhir_day(text_at(body, '$.onsetPeriod.start')),
        fhir_day(text_at(body, '$.recordedDate'))) as day,
    coalesce(fhir_day(text_at(body, '$.abatementDateTime')), fhir_day(text_at(body, '$.abatementPeriod.end'))) as ended,
    coalesce(text_at(body, '$.clinicalStatus.coding[0].code'), 'active') in ('active', 'recurrence', 'relapse')
        and coalesce(text_at(body, '$.verificationStatus.coding[0].code'), 'confirmed') = 'confirmed' as active,
    cell(file, _line, 'Condition', text_at(coding, '$.code')) as spot
from (
    select *, unnest(json_extract(body, '$.code.coding[*]')) as coding
    from one_resource where kind = 'Condition'
);

create table measured as
select person, file, _line as line,
    coalesce(fhir_day(text_at(body, '$.effectiveDateTime')), fhir_day(text_at(body, '$.effectivePeriod.start')),
        fhir_day(text_at(body, '$.effectiveInstant')), fhir_day(text_at(body, '$.issued'))) as day,
    part
from (
    select *, unnest(list_concat([body::json], json_extract(body, '$.component[*]'))) as part
    from one_resource
    where kind = 'Observation' and text_at(body, '$.status') in ('final', 'amended', 'corrected')
);

create table observation as
select person, question, day,
    coalesce(answer, case reason when 'asked-declined' then 'LA30122-8' when 'asked-unknown' then 'LA12688-0' end)
        as answer,
    number, cell(file, line, 'Observation ' || question, coalesce(answer, number::varchar, reason)) as spot
from (
    select person, file, line, day, text_at(coding, '$.code') as question,
        coalesce(
            list_filter(json_extract_string(part, '$.valueCodeableConcept.coding[*].code'),
                lambda one: starts_with(one, 'LA'))[1],
            text_at(part, '$.valueCodeableConcept.coding[0].code')) as answer,
        coalesce(try_cast(text_at(part, '$.valueQuantity.value') as double),
            try_cast(text_at(part, '$.valueInteger') as double)) as number,
        text_at(part, '$.dataAbsentReason.coding[0].code') as reason
    from (select *, unnest(json_extract(part, '$.code.coding[*]')) as coding from measured)
    where text_at(coding, '$.system') = 'http://loinc.org'
)
where question in (select list from code_list) and (answer is not null or number is not null
    or reason is not null);

create table encounter as
select person, meaning('encounter', coalesce(text_at(body, '$.class.code'), text_at(body, '$.class[0].coding[0].code'))) as class,
    coalesce(fhir_day(text_at(body, '$.period.start')), fhir_day(text_at(body, '$.actualPeriod.start'))) as day,
    coalesce(fhir_day(text_at(body, '$.period.end')), fhir_day(text_at(body, '$.actualPeriod.end'))) as ended,
    cell(file, _line, 'Encounter',
        coalesce(text_at(body, '$.class.code'), text_at(body, '$.class[0].coding[0].code'))) as spot
from one_resource
where kind = 'Encounter' and coalesce(text_at(body, '$.status'), '') not in
    ('cancelled', 'entered-in-error', 'planned', 'discontinued');

create table goal as
select person, coalesce(fhir_day(text_at(body, '$.startDate')), fhir_day(text_at(body, '$.statusDate'))) as day,
    cell(file, _line, 'Goal', text_at(body, '$.lifecycleStatus')) as spot
from one_resource
where kind = 'Goal' and text_at(body, '$.lifecycleStatus') in ('accepted', 'active', 'planned')
    and (text_at(body, '$.expressedBy.reference') in ('Patient/' || person, 'urn:uuid:' || person)
        or ends_with(text_at(body, '$.expressedBy.reference'), '/Patient/' || person));

create table team as
select person, fhir_day(text_at(body, '$.period.start')) as day,
    len(list_distinct(json_extract_string(body, '$.participant[*].role[0].coding[0].code'))) as roles,
    cell(file, _line, 'CareTeam', null) as spot
from one_resource where kind = 'CareTeam' and coalesce(text_at(body, '$.status'), 'active') = 'active';

insert into unusable
select distinct file, _line, kind, 'no_person' from one_resource
where kind <> 'Patient' and person not in (select person from everybody);
