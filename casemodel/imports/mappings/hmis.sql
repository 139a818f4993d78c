-- HMIS CSV, FY2020 to FY2026. hmis.yaml says in words what each part does, and holds every code.

create table person_row as
select word(PersonalID) as person,
    -- Two rows of a person that disagree on the day of birth leave the age unknown.
    case when count(distinct day(DOB)) = 1 then min(day(DOB)) end as born,
    max(meaning('birth_quality', DOBDataQuality)) as quality,
    min(_line) as line
from client where word(PersonalID) is not null and word(DateDeleted) is null
group by all;

create table stay as
select word(e.EnrollmentID) as stay, word(e.PersonalID) as person, day(e.EntryDate) as day,
    word(e.DateUpdated) as updated, e._line as line, e.*,
    meaning('project', p.ProjectType) as project
from enrollment e
left join (
    select word(ProjectID) as id, min(ProjectType) as ProjectType from project
    where word(DateDeleted) is null group by all having count(distinct code(ProjectType)) = 1
) p on p.id = word(e.ProjectID)
where word(e.DateDeleted) is null and day(e.EntryDate) <= counting_day()
    and word(e.PersonalID) in (select person from person_row);

create table departure as
select word(x.EnrollmentID) as stay, word(x.PersonalID) as person, day(x.ExitDate) as day,
    word(x.DateUpdated) as updated, x._line as line, x.*
from exit x where word(x.DateDeleted) is null and day(x.ExitDate) <= counting_day();

create table deceased as
select distinct person from departure where meaning('situation', Destination) = 'deceased'
union select distinct person from departure where meaning('cm_exit', CMExitReason) = 'deceased';

insert into person
select distinct person from stay
where ((select everyone from setting) or stay not in (select stay from departure where stay is not null))
    and person not in (select person from deceased where person is not null);

-- ---- Disabilities.csv ---------------------------------------------------------------------------
create table disability_row as
select word(PersonalID) as person, code(DisabilityType) as type,
    meaning(case when code(DisabilityType) = '10' then 'substance' else 'yes_no' end,
        DisabilityResponse) as response,
    code(DisabilityResponse) as given, meaning('yes_no', IndefiniteAndImpairs) as impairs,
    day(InformationDate) as day, word(DateUpdated) as updated, _line as line
from disabilities
where word(DateDeleted) is null and day(InformationDate) <= counting_day();

create table disability as
select person, type, day,
    case when count(distinct response) = 1 then min(response) end as response,
    bool_or(coalesce(impairs, '') = 'yes') as impairs,
    min(given) as given, min(line) as line
from (
    select *, rank() over (partition by person, type order by day desc, updated desc nulls last) as place
    from disability_row where response <> 'nothing'
) where place = 1
group by person, type, day;

insert into statement
select 'cognition', person,
    case response when 'yes' then 'developmental' when 'not known' then response
        when 'refused' then response end,
    false, false, day, null, [cell('Disabilities.csv', line, 'DisabilityType 6, DisabilityResponse', given)]
from disability where type = '6';

-- The cells do not say which of the two types it was: HIV rows are confidential.
insert into statement
select 'chronic_illness', person,
    case when yes = 2 then 'complex' when yes = 1 then 'chronic'
        when refused > 0 then 'refused' when unknown > 0 then 'not known'
        when no = 2 then 'no' when no = 1 then 'no' end,
    yes = 2 or (yes = 0 and refused = 0 and unknown = 0 and no = 1), false, day, null, cells
from (
    select person, count(*) filter (response = 'yes') as yes, count(*) filter (response = 'no') as no,
        count(*) filter (response = 'not known') as unknown,
        count(*) filter (response = 'refused') as refused, max(day) as day,
        list(cell('Disabilities.csv', line, 'DisabilityResponse', given) order by line) as cells
    from disability where type in ('7', '8') and response is not null group by person
);

insert into statement
select 'serious_mental_illness', person,
    case when response = 'yes' and impairs then 'part' when response = 'yes' then 'not known'
        else response end,
    response = 'yes' and impairs, false, day, null,
    [cell('Disabilities.csv', line, 'DisabilityType 9, DisabilityResponse', given)]
from disability where type = '9';

insert into statement
select 'substance_use', person, case when response = 'yes' then 'part' else response end,
    false, false, day, null,
    [cell('Disabilities.csv', line, 'DisabilityType 10, DisabilityResponse', given)]
from disability where type = '10';

-- ---- Where people live --------------------------------------------------------------------------
create table place as
select word(PersonalID) as person, meaning('situation', CurrentLivingSituation) as situation,
    day(InformationDate) as day, word(DateUpdated) as updated,
    cell('CurrentLivingSituation.csv', _line, 'CurrentLivingSituation', code(CurrentLivingSituation)) as spot
from current_living_situation
where word(DateDeleted) is null and day(InformationDate) <= counting_day()
union all
select person, meaning('situation', Destination), day, updated,
    cell('Exit.csv', line, 'Destination', code(Destination)) from departure
union all
-- The night before entry. In a shelter or transitional housing the project itself is the answer.
select person,
    case project when 'shelter' then 'homeless' when 'transitional' then 'transitional'
        else meaning('situation', LivingSituation) end,
    day, updated,
    case when project in ('shelter', 'transitional') then cell('Enrollment.csv', line, 'ProjectID', null)
        else cell('Enrollment.csv', line, 'LivingSituation', code(LivingSituation)) end
from stay
where project is distinct from 'permanent' or day(MoveInDate) is null or day(MoveInDate) > day
union all
select person, 'stable', day(MoveInDate), updated, cell('Enrollment.csv', line, 'MoveInDate', null)
from stay
where project = 'permanent' and day(MoveInDate) <= counting_day()
    and stay not in (select stay from departure where stay is not null);

insert into statement
select 'housing', person,
    case when situation in ('hospital', 'treatment', 'nursing', 'jail', 'foster', 'transitional',
        'halfway', 'doubled') then 'unstable' else situation end,
    false, false, day, updated, [spot]
from place where situation in ('homeless', 'stable', 'hospital', 'treatment', 'nursing', 'jail',
    'foster', 'transitional', 'halfway', 'doubled', 'not known', 'refused');

create table came_from as
select person, project, meaning('situation', LivingSituation) as situation, day, updated,
    cell('Enrollment.csv', line, 'LivingSituation', code(LivingSituation)) as spot
from stay;

insert into statement
select 'transition', person,
    case when situation in ('hospital', 'treatment', 'nursing') then 'health_care'
        when situation in ('jail', 'foster', 'transitional', 'halfway', 'homeless') then 'other'
        else 'no' end,
    situation in ('stable', 'doubled'), false, day, updated, [spot]
from came_from
where day >= counting_day() - interval 3 month
    and (situation in ('hospital', 'treatment', 'nursing', 'jail', 'foster', 'halfway', 'stable', 'doubled')
        -- From one shelter to the next nobody has left.
        or (situation in ('transitional', 'homeless') and project = 'permanent'
            and spot.code in (select code from code_list where list = 'shelter_left')));

insert into statement
select 'hospital_use', person, 'some', false, true, day, updated, [spot]
from came_from where situation = 'hospital' and day >= counting_day() - interval 12 month;

insert into statement
select 'justice', person, 'jail', true, false, day, updated, [spot]
from place where situation = 'jail' and day >= counting_day() - interval 12 month;

-- ---- Other files --------------------------------------------------------------------------------
insert into statement
select 'danger_from_others', word(PersonalID),
    case meaning('yes_no', CurrentlyFleeing) when 'yes' then 'yes' when 'refused' then 'refused'
        when 'not known' then 'not known' else '' end,
    false, false, day(InformationDate), word(DateUpdated),
    [cell('HealthAndDV.csv', _line, 'CurrentlyFleeing', code(CurrentlyFleeing))]
from health_and_dv
where word(DateDeleted) is null and day(InformationDate) <= counting_day()
    and coalesce(nullif(meaning('yes_no', CurrentlyFleeing), 'nothing'),
        nullif(meaning('yes_no', DomesticViolenceSurvivor), 'nothing')) is not null;

insert into statement
select 'acuity', person, 'changing', true, false, day, updated, [spot] from (
    select word(PersonalID) as person, day(InformationDate) as day, word(DateUpdated) as updated,
        unnest([
            case when meaning('health', GeneralHealthStatus) = 'poor' then
                cell('HealthAndDV.csv', _line, 'GeneralHealthStatus', code(GeneralHealthStatus)) end,
            case when meaning('health', MentalHealthStatus) = 'poor' then
                cell('HealthAndDV.csv', _line, 'MentalHealthStatus', code(MentalHealthStatus)) end
        ]) as spot
    from health_and_dv where word(DateDeleted) is null and day(InformationDate) <= counting_day()
) where spot is not null and day >= counting_day() - interval 12 month;

insert into statement
select 'first_contact', person, 'no', false, false, max(day), null,
    list(cell('Enrollment.csv', line, 'EntryDate', null) order by line)
from stay group by person having count(distinct day) > 1;

create table lost as
select person, day, updated, cell('Exit.csv', line, 'EarlyExitReason', code(EarlyExitReason)) as spot
from departure where meaning('early_exit', EarlyExitReason) = 'lost'
union all
select person, day, updated, cell('Exit.csv', line, 'CMExitReason', code(CMExitReason))
from departure where meaning('cm_exit', CMExitReason) = 'lost'
union all
select person, day, updated, cell('Enrollment.csv', line, 'ReasonNotEnrolled', code(ReasonNotEnrolled))
from stay where meaning('not_enrolled', ReasonNotEnrolled) = 'lost';

insert into statement
select 'hard_to_reach', person, 'drifts', false, true, day, updated, [spot]
from lost where day >= counting_day() - interval 12 month;

insert into statement
select 'engagement', person, 'hesitant', true, false, day, updated, [spot] from (
    select person, day, updated, cell('Exit.csv', line, 'CMExitReason', code(CMExitReason)) as spot
    from departure where meaning('cm_exit', CMExitReason) = 'declined'
    union all
    select person, day, updated,
        cell('Exit.csv', line, 'ProjectCompletionStatus', code(ProjectCompletionStatus))
    from departure where meaning('completion', ProjectCompletionStatus) = 'left'
    union all
    select person, day, updated,
        cell('Enrollment.csv', line, 'MentalHealthConsultation', code(MentalHealthConsultation))
    from stay where meaning('consultation', MentalHealthConsultation) = 'declined'
) where day >= counting_day() - interval 12 month;

insert into statement
select 'treatment', person, 'some', true, false, day, updated,
    [cell('Enrollment.csv', line, 'MentalHealthConsultation', code(MentalHealthConsultation))]
from stay where meaning('consultation', MentalHealthConsultation) = 'wanted'
    and day >= counting_day() - interval 12 month;

insert into statement
select 'informal_support', person,
    case when 'yes' in (adult, peer) then 'some' when adult = 'no' and peer = 'no' then 'little' end,
    true, false, day, updated,
    [cell('Exit.csv', line, 'PosAdultConnections', code(PosAdultConnections)),
     cell('Exit.csv', line, 'PosPeerConnections', code(PosPeerConnections))]
from (
    select *, meaning('worker', PosAdultConnections) as adult, meaning('worker', PosPeerConnections) as peer
    from departure
) where adult is not null or peer is not null;

-- ---- Age: no cell holds the day of birth ---------------------------------------------------------
create table age as
select person, line,
    case when quality = 'full' then datediff('year', born, counting_day())
            - (strftime(counting_day(), '%m%d') < strftime(born, '%m%d'))::int
        when quality = 'approximate' then datediff('year', born, counting_day()) end as years,
    quality
from person_row where born is not null and born <= counting_day();

insert into statement
select 'young_person', a.person,
    case when years >= 18 + (quality = 'approximate')::int then 'no'
        when years < 18 - (quality = 'approximate')::int then
            case when mental.response = 'yes' and substance.response = 'yes' then 'mental_health'
                when mental.response = 'yes' then 'mental_health'
                when substance.response = 'yes' then 'substance_use'
                when mental.response = 'no' and substance.response = 'no' then 'no' end
    end,
    coalesce(years < 18 and mental.response = 'yes' and substance.response = 'yes', false), false,
    case when years >= 18 then counting_day()
        else coalesce(greatest(mental.day, substance.day), counting_day()) end,
    null,
    list_filter([cell('Client.csv', a.line, 'DOB', null),
        case when years < 18 and mental.line is not null then
            cell('Disabilities.csv', mental.line, 'DisabilityType 9, DisabilityResponse', mental.given) end,
        case when years < 18 and substance.line is not null then
            cell('Disabilities.csv', substance.line, 'DisabilityType 10, DisabilityResponse', substance.given) end
    ], lambda one: one is not null)
from age a
left join disability mental on mental.person = a.person and mental.type = '9'
left join disability substance on substance.person = a.person and substance.type = '10'
where years is not null;

-- ---- Needs on record, counted --------------------------------------------------------------------
insert into statement
select 'complexity', person, 'several', true, false, max(day), null, list(spot order by spot.file, spot.line)
from (
    select person, day, cell('Disabilities.csv', line, 'DisabilityResponse', given) as spot
    from disability where response = 'yes'
    union all
    select person, day, spot from (
        select person, day, spot, situation,
            row_number() over (partition by person order by day desc, updated desc nulls last,
                situation) as place
        from place where situation not in ('nothing', 'not known', 'refused')
    ) where place = 1 and situation <> 'stable'
) group by person having count(*) >= 3;

-- ---- Rows that cannot be used --------------------------------------------------------------------
insert into unusable
select 'Client.csv', _line, 'PersonalID', 'repeated' from client
where word(PersonalID) in (
    select word(PersonalID) from client where word(PersonalID) is not null
    group by all having count(*) > 1);

insert into unusable
select file, line, 'PersonalID', 'no_person' from (
    select 'Enrollment.csv' as file, _line as line, PersonalID from enrollment
    union all select 'Exit.csv', _line, PersonalID from exit
    union all select 'Disabilities.csv', _line, PersonalID from disabilities
    union all select 'HealthAndDV.csv', _line, PersonalID from health_and_dv
    union all select 'CurrentLivingSituation.csv', _line, PersonalID from current_living_situation
) where word(PersonalID) is not null and word(PersonalID) not in (
    select word(PersonalID) from client where word(PersonalID) is not null);

create table everybody as select person from person_row;
