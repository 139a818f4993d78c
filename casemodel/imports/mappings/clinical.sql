-- What clinical records say of each question, from the tables that fhir.sql or synthea.sql make.
-- clinical.yaml says in words what each part does, and holds every code.

update setting set as_of = (
    select max(day) from (
        select day from observation union all select day from encounter union all select day from condition)
) where as_of is null;

create table one_patient as
select person, min(file) as file, min(line) as line, min(field) as field,
    case when count(distinct born_first) = 1 then min(born_first) end as born_first,
    case when count(distinct born_last) = 1 then min(born_last) end as born_last, max(died) as died
from patient group by person;

insert into person
select person from one_patient where died is null or died > counting_day();

create macro years_since(born) as
    datediff('year', born, counting_day()) - (strftime(counting_day(), '%m%d') < strftime(born, '%m%d'))::int;

create macro within(of_day, months) as of_day >= counting_day() - to_months(months);

-- One row for each need that a condition on record stands for. ICD codes are compared by their
-- beginning, without the dot; SNOMED CT codes as they are.
create table need as
with known as (select distinct system, code from condition),
matched as (
    select k.system, k.code, c.list, c.meaning from known k join code_list c
    on (k.system = 'snomed' and c.list in ('snomed_illness', 'snomed_need') and c.code = k.code)
        or (k.system = 'icd' and c.list in ('icd_illness', 'icd_need')
            and starts_with(replace(upper(k.code), '.', ''), c.code))
)
select distinct c.person, m.meaning as need, ends_with(m.list, 'illness') as illness, c.day,
    -- HIV is confidential, so the code is not named.
    case when m.meaning = 'immune system' then cell(c.spot.file, c.spot.line, c.spot.field, null)
        else c.spot end as spot
from condition c join matched m on m.system = c.system and m.code = c.code
where c.active and (c.ended is null or c.ended > counting_day())
    and (c.day is null or c.day <= counting_day());

create table asked as
select *, meaning(question, answer) as said from observation
where day <= counting_day();

create table lately_asked as
select * from asked
qualify rank() over (partition by person, question order by day desc) = 1;

-- ---- Illness and use ----------------------------------------------------------------------------
insert into statement
select 'chronic_illness', person,
    case when count(distinct need) >= 2 then 'complex' else 'chronic' end,
    max(need <> 'blood pressure')::boolean = false, false, max(day), null,
    list(distinct spot order by spot)
from need where illness
    and (need <> 'blood pressure' or person not in (
        select person from need where illness and need <> 'blood pressure'))
group by person;

insert into statement
select 'serious_mental_illness', person, 'part', need = 'depression', false, day, null, [spot]
from need where need = 'serious mental illness'
    or (need = 'depression' and person not in (
        select person from need where need = 'serious mental illness'));

insert into statement
select 'cognition', person, need, false, false, day, null, [spot]
from need where need in ('developmental', 'dementia');

create table screens as
select person,
    max(case when question = '75626-2' then number end) as alcohol,
    max(case when question = '82667-7' then number end) as drugs,
    max(day) as day, list(distinct spot order by spot) as cells
from lately_asked where question in ('75626-2', '82667-7') and number is not null group by person;

insert into statement
select 'substance_use', person, answer, hint, false, day, null, cells from (
    select person, 1 as place, 'part' as answer, false as hint, max(day) as day,
        list(distinct spot order by spot) as cells
    from need where need = 'substance use' group by person
    union all
    select person, 2, case when alcohol >= 3 or drugs >= 3 then 'part' else 'no' end,
        alcohol = 3 and coalesce(drugs, 0) < 3, day, cells
    from screens where alcohol >= 3 or drugs >= 3 or (alcohol < 3 and drugs < 3)
    union all
    select person, 3, 'part', true, max(day),
        list(distinct spot order by spot)
    from need where need = 'risky use' group by person
) qualify row_number() over (partition by person order by place) = 1;

create table last_year as
select person, class, count(*) as times, max(day) as day, list(spot order by spot) as cells
from encounter where class in ('emergency', 'inpatient') and within(day, 12) and day <= counting_day()
group by all;

insert into statement
select 'hospital_use', person,
    case when bool_or((class = 'emergency' and times >= 5) or (class = 'inpatient' and times >= 2))
        then 'high' else 'some' end,
    false, not bool_or((class = 'emergency' and times >= 5) or (class = 'inpatient' and times >= 2)),
    max(day), null, flatten(list(cells order by class))
from last_year group by person;

insert into statement
select 'acuity', person, case when bool_or(class = 'inpatient') then 'acute' else 'changing' end,
    true, false, max(day), null, list(spot order by spot)
from encounter where class in ('emergency', 'inpatient') and within(day, 3) and day <= counting_day()
group by person;

insert into statement
select 'transition', person, 'health_care', false, false, coalesce(ended, day), null, [spot]
from encounter
where class in ('inpatient', 'nursing') and day <= counting_day()
    and (within(ended, 3) or (ended is null and within(day, 3)))
union all
select 'transition', person, 'other', false, false, day, null, [spot]
from need where need = 'release' and within(day, 3);

insert into statement
select 'first_contact', person, 'no', true, false, max(day), null,
    [min(spot), max(spot)]
from encounter where day <= counting_day() group by person having count(distinct day) > 1;

-- ---- Danger: the record asks a person to ask now -------------------------------------------------
insert into statement
select 'danger_self', person, 'yes', not within(day, 3), false, day, null, [spot]
from lately_asked where question = '44260-8' and (said = 'yes' or number > 0)
union all
select 'danger_self', person, 'yes', not coalesce(within(day, 3), false), false, day, null, [spot]
from need where need = 'self-harm';

insert into statement
select 'danger_from_others', person, 'yes', not within(day, 12), false, day, null, [spot]
from lately_asked
where (question = '76501-6' and said = 'yes') or (question = '93026-3' and said = 'no')
    or (question = '76504-0' and number >= 1)
union all
select 'danger_from_others', person, 'yes', not coalesce(within(day, 12), false), false, day, null, [spot]
from need where need = 'violence'
union all
select 'danger_from_others', person, said, false, false, day, null, [spot]
from lately_asked where question in ('76501-6', '93026-3') and said in ('refused', 'not known');

-- ---- How people live ----------------------------------------------------------------------------
insert into statement
select 'housing', person,
    case when housed = 'none' then 'homeless' when housed = 'housed' and worried = 'yes' then 'unstable'
        when housed = 'housed' then 'stable' else housed end,
    housed = 'none' or (housed = 'housed' and coalesce(worried, '') not in ('yes', 'no')), false, day, null, cells
from (
    select person, day, max(said) filter (question = '71802-3') as housed,
        max(said) filter (question = '93033-9') as worried, list(distinct spot order by spot) as cells
    from asked where question in ('71802-3', '93033-9') and said is not null group by person, day
) where housed is not null
union all
select 'housing', person, case when need = 'shelter' then 'homeless' else need end, need = 'shelter', false,
    day, null, [spot]
from need where need in ('homeless', 'shelter', 'unstable');

insert into statement
select 'informal_support', person, said, false, false, day, null, [spot]
from asked where question = '93029-7' and said is not null
union all
select 'informal_support', person, 'little', false, false, day, null, [spot]
from need where need = 'isolation';

insert into statement
select 'obstacle_access', person, case said when 'yes' then 'part' when 'no' then '' else said end, false, said = 'yes',
    day, null, [spot]
from asked where question = '93030-5' and said is not null and within(day, 12);

insert into statement
select 'justice', person, 'jail', true, false, day, null, [spot]
from lately_asked where question = '93028-9' and said = 'yes' and within(day, 12)
union all
select 'justice', person, case need when 'jail' then 'jail' else 'supervised' end, true, false, day, null, [spot]
from need where need in ('jail', 'court');

insert into statement
select 'practical_help', person, 'some', true, false, day, null, [spot] from need where need = 'personal care'
union all
select 'carer_strain', person, 'some', true, false, day, null, [spot] from need where need = 'carer';

insert into statement
select 'own_goals', person, 'some', false, true, max(day), null, list(spot order by spot)
from goal where day is null or day <= counting_day() group by person;

insert into statement
select 'professions_at_once', person, 'several', true, false, day, null, [spot] from team where roles >= 3;

insert into statement
select 'complexity', person, 'several', true, false, max(day), null, list(distinct spot order by spot)
from need group by person having count(distinct need) >= 3;

-- ---- Age: no cell holds the day of birth ---------------------------------------------------------
insert into statement
select 'young_person', p.person,
    case when years_since(born_last) >= 18 then 'no'
        when years_since(born_first) < 18 and mental.person is not null then 'mental_health'
        when years_since(born_first) < 18 and substance.person is not null then 'substance_use' end,
    coalesce(years_since(born_first) < 18 and mental.person is not null and substance.person is not null, false),
    false, counting_day(), null,
    list_concat([cell(p.file, p.line, p.field, null)],
        case when years_since(born_first) < 18
            then list_concat(coalesce(mental.cells, []), coalesce(substance.cells, [])) else [] end)
from one_patient p
left join (
    select person, list(distinct spot order by spot) as cells from need
    where need in ('serious mental illness', 'depression', 'mental health') group by person
) mental on mental.person = p.person
left join (
    select person, list(distinct spot order by spot) as cells from need
    where need = 'substance use' group by person
) substance on substance.person = p.person
where born_last <= counting_day();
