using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.English;

internal sealed class EnglishReader() : SpacedReader(new Table(Resource.Read("English/english.txt")))
{
    private static readonly string[] Endings = ["st", "nd", "rd", "th"];

    protected override IReadOnlyList<string> OrdinalEndings => Endings;

    protected override bool MonthFirst => true;

    protected override bool IsSingular(ReadOnlySpan<char> word) => word[^1] is not ('s' or '’') && !word.EndsWith("ies") && word[^1] != 'S';

    /// <summary>Half past three, quarter to five, three o’clock, from three to five p.m.</summary>
    protected override int ReadSpecial(Scan scan, int at, Term term, int end)
    {
        if (term.Is(Role.Half) || term.Denominator == 4)
        {
            var p = scan.SkipSpace(end);
            var past = scan.AtIgnoringCase(p, "past ");
            var to = term.Denominator == 4 && scan.AtIgnoringCase(p, "to ");
            if (!past && !to) return at;
            p += past ? 5 : 3;
            if (!Hour(scan, p, out var hour, out var stop)) return at;
            var minutes = hour * 60 + (term.Is(Role.Half) ? 30 : to ? -15 : 15);
            stop = Half(scan, stop, ref minutes, prompted: true, out var known);
            scan.AddTime(at, stop, minutes, otherMinutes: known ? null : minutes + 720);
            return stop;
        }
        if (term.Number is >= 11 and <= 20 && YearInWords(scan, at, (int)term.Number.Value, end) is var year && year > at) return year;
        if (term.Number is >= 1 and <= 12 && Hour(scan, at, out var single, out var after))
        {
            var minutes = single * 60;
            var stop = Half(scan, after, ref minutes, IsHourPrompt(scan.WordBehind(at, out _)) || GoesOn(scan, at), out var known);
            if (stop == after) return at;
            scan.AddTime(at, stop, minutes, otherMinutes: known ? null : minutes + 720);
            return stop;
        }
        return at;
    }

    // at eight in the morning and ten at night
    private static bool GoesOn(Scan scan, int at)
        => scan.Facts is [.., { Kind: FactKind.Time } last] && scan.WordBehind(at, out var start) is "and" or "or" && last.End == scan.Source.Start(start) - 1;

    protected override bool NeedsPrompt(Scan scan, int half) => scan.AtIgnoringCase(half, "in the ") || scan.AtIgnoringCase(half, "at ");

    // nineteen ninety-two, twenty sixteen, the nineteen nineties; "twenty ten-dollar notes" are none.
    private int YearInWords(Scan scan, int at, int century, int end)
    {
        var s = scan.S;
        if (!Scan.IsSpace(s[end])) return at;
        if (Table.Match(scan, end + 1, out var stop) is not { } term) return at;
        if (term.Decade > 0)
        {
            scan.AddDate(at, stop, new(century * 100 + term.Decade % 100, IsDecade: true));
            return stop;
        }
        if (term.Number is not (>= 10 and <= 90) || term.Number == century) return at;
        var year = century * 100 + (int)term.Number.Value;
        if (term.Is(Role.Tens) && s[stop] is '-' or ' ' && Table.Match(scan, stop + 1, out var ones) is { Number: >= 1 and <= 9 } unit) (year, stop) = (year + (int)unit.Number!.Value, ones);
        if (s[stop] == '-' || char.IsLetter(s[scan.SkipSpace(stop)]) && Table.Match(scan, scan.SkipSpace(stop), out _) is { } next && (next.Unit is not null || next.Scale is not null || next.Number is not null)) return at;
        scan.AddDate(at, stop, new(year));
        return stop;
    }

    private bool Hour(Scan scan, int at, out int hour, out int end)
    {
        if (Digits.Small(scan.S, at, 2, out hour, out end)) return hour is >= 1 and <= 12;
        if (Table.Match(scan, at, out end) is not { Number: >= 1 and <= 12 } term) return false;
        hour = (int)term.Number.Value;
        return true;
    }

    private int Half(Scan scan, int at, ref int minutes, bool prompted, out bool known)
    {
        known = false;
        var end = at;
        for (var i = 0; i < 2; i++)
        {
            var p = scan.SkipSpace(end);
            if (p == end || Table.Match(scan, p, out var stop) is not { } term) break;
            if (term.Is(Role.OClock)) end = stop;
            else if (term.Is(Role.Am) || term.Is(Role.Pm) || term.Is(Role.Night))
            {
                if (NeedsPrompt(scan, p) && end == at && !prompted) break;
                minutes = InHalf(minutes, term);
                known = true;
                end = stop;
            }
        }
        return end;
    }
}
