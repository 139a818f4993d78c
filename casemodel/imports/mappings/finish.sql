-- A danger stands until a later record tells nothing of it: a refusal does not take it back.
create table danger_stands as
select question, person
from (
    select question, person, answer, rank() over (
        partition by question, person order by day desc nulls last, updated desc nulls last) as place
    from statement where starts_with(question, 'danger') and answer in ('yes', '')
) where place = 1
group by question, person having bool_or(answer = 'yes');

-- The latest statement wins. Statements of one day that disagree leave the question open, but a danger
-- that one of them tells stands. An empty answer says that the latest record tells nothing.
create table latest as
select question, person, day,
    case when count(distinct answer) = 1 then min(answer)
        when starts_with(question, 'danger') and bool_or(answer = 'yes') then 'yes' end as answer,
    bool_and(hint) as hint,
    bool_and(at_least) as at_least,
    list_sort(list_distinct(flatten(list(cells)))) as cells
from (
    select *, rank() over (
        partition by question, person order by day desc nulls last, updated desc nulls last) as place
    from statement s
    where answer is not null and not (answer in ('refused', 'not known') and exists (
        select 1 from danger_stands d where d.question = s.question and d.person = s.person))
) where place = 1
group by question, person, day;
