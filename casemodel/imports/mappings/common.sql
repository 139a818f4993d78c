-- Helpers that every mapping uses. `setting` has one row: the day of counting, and whether everyone
-- counts. `code_list` holds the lists of the mapping's YAML for one year. The mapping adds rows to
-- `statement`; the latest one of each person on each question wins.

create table code_list (list varchar, code varchar, meaning varchar);
create table setting (as_of date, everyone boolean);

-- Statistics programs write NA, and databases NULL, where there is nothing.
create macro word(text) as case when trim(text) not in ('', 'NA', 'NULL') then trim(text) end;

-- 116, 0116 and 116.0 are the same code.
create macro code(text) as coalesce(
    case when regexp_full_match(word(text), '[0-9]+([.]0+)?')
        then try_cast(regexp_replace(word(text), '[.]0+$', '') as hugeint)::varchar end,
    word(text));

-- 2025-03-01, with or without a time, and 3/1/2025 or 3/1/25, as spreadsheets leave it.
create macro day(text) as coalesce(
    try_cast(left(word(text), 10) as date),
    case when regexp_full_match(split_part(word(text), ' ', 1), '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}')
        then try_strptime(split_part(word(text), ' ', 1), '%m/%d/%Y')::date
        when regexp_full_match(split_part(word(text), ' ', 1), '[0-9]{1,2}/[0-9]{1,2}/[0-9]{2}')
        then try_strptime(split_part(word(text), ' ', 1), '%m/%d/%y')::date end);

create macro counting_day() as (select as_of from setting);

create macro meaning(of_list, text) as (
    select min(c.meaning) from code_list c where c.list = of_list and c.code = code(text));

create macro cell(in_file, at_line, in_field, with_code) as
    struct_pack(file := in_file, line := at_line, field := in_field, code := with_code);

create table statement (
    question varchar, person varchar, answer varchar, hint boolean, at_least boolean, day date,
    updated varchar, cells struct(file varchar, line bigint, field varchar, code varchar)[]);

create table person (person varchar);

-- Rows that say something that cannot be used: a reason of the texts, never the value.
create table unusable (file varchar, line bigint, field varchar, reason varchar);
