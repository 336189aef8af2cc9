namespace Chancery.Text.Facts.Reading;

/// <summary>Dates in figures, and dates in words in the orders that people write them.</summary>
internal abstract partial class SpacedReader
{
    private bool ReadNumericDate(Scan scan, int at, out int end)
    {
        if (!Digits.NumericDate(scan, at, MonthFirst, out end, out var date, out var other)) return false;
        var s = scan.S;
        PartialDate? until = null;
        var p = RangeMark(scan, end);
        if (p > end && Digits.NumericDate(scan, p, MonthFirst, out var last, out var second, out _)) (until, end, other) = (second, last, null);
        var weekday = WeekdayAfter(scan, ref end);
        scan.AddDate(at, end, date, until, weekday, other);
        if (s[end] == 'T' && Digits.Clock(scan, end + 1, out var clock, out var minutes))
        {
            scan.AddTime(end + 1, clock, minutes);
            end = clock;
            if (s[end] == 'Z') end++;
        }
        return true;
    }

    /// <summary>Weekday, day, month and year in the orders that people write them; a month's name is needed.</summary>
    private bool ReadDate(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        DayOfWeek? weekday = null;
        var (p, weekdayEnd) = (at, at);
        Term? weekdayTerm = null;
        if (!char.IsAsciiDigit(s[at]) && Table.Match(scan, at, out var word) is { Weekday: >= 0 } named)
        {
            (weekdayTerm, weekday, weekdayEnd) = (named, (DayOfWeek)named.Weekday, word);
            p = word;
            if (s[p] == '.' && named.Is(Role.Cautious)) p++;
            if (s[p] == ',') p++;
            p = scan.SkipSpace(p);
            if (Table.Match(scan, p, out var the) is { } glue && (glue.Is(Role.DateWord) || glue.Is(Role.In))) p = scan.SkipSpace(the);
        }
        if (DayMonth(scan, p, out var date, out var until, out end) || MonthDay(scan, p, out date, out until, out end))
        {
            weekday = weekday is null ? WeekdayAfter(scan, ref end) : weekday;
            scan.AddDate(at, end, date, until, weekday);
            return true;
        }
        end = at;
        if (weekdayTerm is not null && p > weekdayEnd && char.IsAsciiDigit(s[p]) && Digits.NumericDate(scan, p, MonthFirst, out var stop, out date, out var other))
        {
            end = stop;
            scan.AddDate(at, end, date, null, weekday, other);
            return true;
        }
        if (weekdayTerm is not null && Weekdays(scan, at, weekdayTerm, weekdayEnd, out end)) return true;
        if (weekdayTerm is null || weekdayTerm.Is(Role.Cautious)) return false;
        end = weekdayEnd;
        scan.AddWeekday(at, end, weekday!.Value);
        return true;
    }

    // Monday to Friday, Mon–Fri, du lundi au vendredi; "Monday to Friday, 26 February" is a day and a date.
    private bool Weekdays(Scan scan, int at, Term first, int firstEnd, out int end)
    {
        var s = scan.S;
        end = at;
        var p = first.Is(Role.Cautious) && s[firstEnd] == '.' ? firstEnd + 1 : firstEnd;
        var mark = RangeMark(scan, p, and: scan.WordBefore(at)?.Is(Role.Between) == true);
        if (mark == p || Table.Match(scan, mark, out var stop) is not { Weekday: >= 0 } last) return false;
        if (first.Is(Role.Cautious) && last.Is(Role.Cautious) && !(char.IsUpper(s[at]) && char.IsUpper(s[mark]) || p > firstEnd) || first.Weekday == last.Weekday) return false;
        var next = scan.SkipSpace(s[stop] == ',' ? stop + 1 : stop);
        if (DayMonth(scan, next, out _, out _, out _) || next > stop && MonthDay(scan, next, out _, out _, out _)) return false;
        end = last.Is(Role.Cautious) && s[stop] == '.' ? stop + 1 : stop;
        scan.AddWeekdays(at, end, (DayOfWeek)first.Weekday, (DayOfWeek)last.Weekday);
        return true;
    }

    // am 23.2., vom 23.2. bis 25.2., (23.02.); "ab Version 7.4." is none.
    private bool ShortDate(Scan scan, int at, out int end)
    {
        end = at;
        if (!PointMakesOrdinal || Style.DecimalMark != ',' || !DayAndMonth(scan, at, out var date, out var stop)) return false;
        var s = scan.S;
        var before = scan.WordBehind(at, out var start);
        var prompted = at > 0 && s[at - 1] == '(' || before.Length > 0 && (before is "zum" || Table.Match(scan, start, out _) is { } term
            && (term.Weekday >= 0 || term.Is(Role.DateWord) || term.Is(Role.From) || term.Is(Role.To) || term.Is(Role.Between)));
        PartialDate? until = null;
        var mark = RangeMark(scan, stop, and: scan.WordBefore(at)?.Is(Role.Between) == true);
        if (Table.Match(scan, mark, out var the) is { } article && article.Is(Role.DateWord)) mark = scan.SkipSpace(the);
        if (mark > stop && DayAndMonth(scan, mark, out var last, out var past)) (until, stop, prompted) = (last, past, true);
        if (!prompted) return false;
        end = stop;
        // The point of the month may end the sentence too.
        scan.AddDate(at, end, date, until, otherKey: until is null ? $"n:{date.Day}.{date.Month}" : null);
        return true;
    }

    private static bool DayAndMonth(Scan scan, int at, out PartialDate date, out int end)
    {
        var s = scan.S;
        (date, end) = (default, at);
        if (!Digits.Small(s, at, 2, out var day, out var point) || s[point] != '.' || day is < 1 or > 31) return false;
        if (!Digits.Small(s, point + 1, 2, out var month, out end) || month is < 1 or > 12 || s[end] != '.' || char.IsAsciiDigit(s[end + 1])) return false;
        date = new(null, month, day);
        end++;
        return true;
    }

    // 23 February 2016 · 23–25 February · 28 February to 3 March 2016 · the third of March
    private bool DayMonth(Scan scan, int at, out PartialDate date, out PartialDate? until, out int end)
    {
        var s = scan.S;
        (date, until, end) = (default, null, at);
        if (!Day(scan, at, out var day, out var p)) return false;
        int? lastDay = null;
        var glue = DateGlue(scan, p);
        if (glue == p || !Month(scan, glue, out var month, out var q, out var term))
        {
            var mark = RangeMark(scan, p, and: true);
            if (mark == p) return false;
            mark = Table.Match(scan, mark, out var the) is { } article && article.Is(Role.DateWord) ? scan.SkipSpace(the) : mark;
            if (!Day(scan, mark, out var second, out var after) || second <= day) return false;
            glue = DateGlue(scan, after);
            if (glue == after || !Month(scan, glue, out month, out q, out term)) return false;
            lastDay = second;
        }
        if (term!.Is(Role.Cautious) && !char.IsUpper(s[glue])) return false;
        int? year = Year(scan, q, out var y, out var stop) ? y : null;
        end = year is null ? Trim(s, glue, q) : stop;
        date = new(year, month, day);
        if (lastDay is { } last) until = date with { Day = last };
        else Until(scan, ref date, ref until, ref end);
        return true;
    }

    // An abbreviation's point belongs to the date only inside it.
    private static int Trim(char[] s, int from, int end) => s[end - 1] == '.' && end > from ? end - 1 : end;

    // February 23, 2016 · Feb. 23–25 · February 2016 · 2016 February 23 (by its year) · in March
    private bool MonthDay(Scan scan, int at, out PartialDate date, out PartialDate? until, out int end)
    {
        var s = scan.S;
        (date, until, end) = (default, null, at);
        int? lead = null;
        var p = at;
        if (char.IsAsciiDigit(s[at]))
        {
            // 2016-cı il fevralın 23-də
            if (!Digits.Small(s, at, 4, out var first, out var past) || past - at != 4 || first is < 1000 or > 2999) return false;
            past = YearWord(scan, past);
            var gap = DateGlue(scan, s[past] == ',' ? past + 1 : past);
            if (gap == past) return false;
            (lead, p) = (first, gap);
        }
        if (!Month(scan, p, out var month, out var q, out var term)) return false;
        if (term!.Is(Role.Cautious) && !char.IsUpper(s[p])) return false;
        var dayAt = scan.SkipSpace(q);
        if (s[q] == '-' && char.IsAsciiDigit(s[q + 1])) dayAt = q + 1;
        if (dayAt > q && Table.Match(scan, dayAt, out var the) is { } article && article.Is(Role.DateWord)) dayAt = scan.SkipSpace(the);
        if (dayAt > q && Day(scan, dayAt, out var day, out var stop))
        {
            int? lastDay = null;
            var mark = RangeMark(scan, stop, and: true);
            if (mark > stop)
            {
                mark = Table.Match(scan, mark, out var again) is { } second && second.Is(Role.DateWord) ? scan.SkipSpace(again) : mark;
                if (Day(scan, mark, out var other, out var after) && other > day && !Month(scan, DateGlue(scan, after), out _, out _, out _)
                    && char.IsAsciiDigit(s[mark]) && CountsNothing(scan, after)) (lastDay, stop) = (other, after);
            }
            if (lastDay is null && !CountsNothing(scan, stop)) goto monthOnly;
            int? year = lead;
            if (lead is null && Year(scan, stop, out var y, out var past)) (year, stop) = (y, past);
            end = stop;
            date = new(year, month, day);
            if (lastDay is { } last) until = date with { Day = last };
            else Until(scan, ref date, ref until, ref end);
            return true;
        }
    monthOnly:
        if (lead is not null)
        {
            (date, end) = (new(lead, month), Trim(s, p, q));
            return true;
        }
        if (Year(scan, q, out var only, out var yearEnd))
        {
            (date, end) = (new(only, month), yearEnd);
            Until(scan, ref date, ref until, ref end);
            return true;
        }
        // A month alone: "may" and "march" need "in" before them, an abbreviation is not enough.
        var before = scan.WordBefore(at);
        var prompted = before is not null && (before.Role & (Role.In | Role.From | Role.To | Role.Of | Role.Between | Role.DateWord)) != Role.None;
        if (term.Is(Role.Weak) || term.Is(Role.Cautious) && !prompted) return false;
        (date, end) = (new(null, month), Trim(s, p, q));
        Until(scan, ref date, ref until, ref end);
        return true;
    }

    // "March 5 people" is no date; "5 March" is.
    private bool CountsNothing(Scan scan, int at)
    {
        var p = scan.SkipSpace(at);
        if (p == at) return !char.IsLetter(scan.S[at]);
        return Table.Match(scan, p, out _) is not { } term || term.Unit is null && term.Scale is null || term.Month > 0 || term.Is(Role.Of);
    }

    // – 3 March 2016 · to March 3 · – May 2016; the year of the end is that of the beginning too.
    private void Until(Scan scan, ref PartialDate date, ref PartialDate? until, ref int end)
    {
        var mark = RangeMark(scan, end);
        if (mark == end) return;
        if (Table.Match(scan, mark, out var skip) is { } weekday && (weekday.Weekday >= 0 || weekday.Is(Role.DateWord)))
            mark = scan.SkipSpace(scan.S[skip] == ',' ? skip + 1 : skip);
        var (year, month, day) = (date.Year, date.Month, date.Day);
        PartialDate last;
        int stop;
        if (Day(scan, mark, out var d, out var p) && char.IsAsciiDigit(scan.S[mark]) && DateGlue(scan, p) is var glue && glue > p && Month(scan, glue, out var m, out var q, out _))
        {
            last = new(Year(scan, q, out var y, out stop) ? y : null, m, d);
            if (last.Year is null) stop = Trim(scan.S, glue, q);
        }
        else if (Month(scan, mark, out m, out q, out var term) && (!term!.Is(Role.Cautious) || char.IsUpper(scan.S[mark])))
        {
            var dayAt = scan.SkipSpace(q);
            if (dayAt > q && day is not null && Day(scan, dayAt, out d, out p) && char.IsAsciiDigit(scan.S[dayAt]))
                last = Year(scan, p, out var y, out stop) ? new(y, m, d) : new(null, m, d);
            else if (day is null)
            {
                last = Year(scan, q, out var y, out stop) ? new(y, m) : new(null, m);
                if (last.Year is null) stop = Trim(scan.S, mark, q);
            }
            else return;
            if (last.Year is null && last.Day is not null && stop < p) stop = p;
        }
        else return;
        if (last.Day.HasValue != day.HasValue) return;
        if (last.Year is null) last = last with { Year = year };
        date = new(year ?? last.Year, month, day);
        until = last;
        end = stop;
    }
}
