namespace Chancery.Text.Facts.Reading;

/// <summary>Times of day and their ranges.</summary>
internal abstract partial class SpacedReader
{
    private bool ReadClock(Scan scan, int at, out int end)
    {
        if (!OneClock(scan, at, out end, out var minutes, out var half, out var sure)) return false;
        var mark = RangeMark(scan, end, and: scan.WordBefore(at)?.Is(Role.Between) == true);
        if (mark > end && OneClock(scan, mark, out var last, out var until, out var lateHalf, out var lastSure) && (sure || lastSure))
        {
            // 3–5 p.m. is all after noon.
            if (half < 0 && lateHalf == 1 && minutes < 720 && minutes + 720 < until) minutes += 720;
            scan.AddTime(at, last, minutes, until);
            end = last;
            return true;
        }
        if (!sure) return false;
        scan.AddTime(at, end, minutes, otherMinutes: half < 0 && minutes is >= 60 and < 720 && !HasColon(scan, at, end) ? minutes + 720 : null);
        return true;
    }

    private static bool HasColon(Scan scan, int at, int end) => scan.S.AsSpan(at, end - at).Contains(':');

    /// <summary>Minutes behind "15 h" or "15 Uhr": 15 h 30, 15 Uhr 30.</summary>
    protected virtual bool MinutesFollowHour => false;

    private bool OneClock(Scan scan, int at, out int end, out int minutes, out int half, out bool sure)
    {
        var s = scan.S;
        (half, sure) = (-1, false);
        if (Digits.Clock(scan, at, out end, out minutes)) sure = true;
        else
        {
            if (!Digits.Small(s, at, 2, out var hour, out end) || hour > 24) { minutes = 0; return false; }
            minutes = hour * 60;
            if (s[end] == '.' && Digits.Small(s, end + 1, 2, out var past, out var stop) && stop - end == 3 && past < 60
                && (HalfAfter(scan, stop, out _, out _) || Style.DecimalMark == ',' && (RangeMark(scan, stop) > stop || scan.WordBefore(at)?.Unit?.Id == "hour")))
                (minutes, end) = (minutes + past, stop);
        }
        if (HalfAfter(scan, end, out var after, out var term))
        {
            if (term.Is(Role.OClock))
            {
                // 15 h 30; "15 h" alone may be a period.
                var p = scan.SkipSpace(after);
                if (term.Is(Role.Cautious) && !(Digits.Small(s, p, 2, out var pair, out var two) && two - p == 2 && pair < 60)) { end = after; return true; }
                (end, sure) = (after, true);
                p = scan.SkipSpace(end);
                if (MinutesFollowHour && minutes % 60 == 0 && Digits.Small(s, p, 2, out var past, out var stop) && past < 60
                    && !char.IsLetter(s[stop])) (minutes, end) = (minutes + past, stop);
                if (!HalfAfter(scan, end, out after, out term) || term.Is(Role.OClock)) return true;
            }
            if (minutes >= 13 * 60) return sure;
            minutes = InHalf(minutes, term);
            half = minutes >= 720 ? 1 : 0;
            (end, sure) = (after, true);
        }
        // Saat 15.30
        sure |= minutes % 60 != 0 && scan.WordBefore(at)?.Unit?.Id == "hour";
        return sure || minutes <= 24 * 60 && !char.IsLetterOrDigit(s[end]);
    }

    private bool HalfAfter(Scan scan, int at, out int end, out Term term)
    {
        var p = scan.SkipSpace(at);
        term = Table.Match(scan, p, out end)!;
        return term is not null && (term.Is(Role.OClock) || IsHalf(term) && (!NeedsPrompt(scan, p) || IsPrompted(scan, at)));
    }

    private static bool IsHalf(Term term) => term.Is(Role.Am) || term.Is(Role.Pm) || term.Is(Role.Night);

    /// <summary>Twelve hours later where the term says so.</summary>
    protected static int InHalf(int minutes, Term term)
        => minutes % 720 + (term.Is(Role.Pm) || term.Is(Role.Night) && minutes % 720 >= 360 ? 720 : 0);

    /// <summary>"in the morning" makes an hour only of a number that a preposition makes one.</summary>
    protected virtual bool NeedsPrompt(Scan scan, int half) => false;

    private static bool IsPrompted(Scan scan, int end)
    {
        // Back over the hour: figures or a word.
        var start = end;
        while (start > 0 && end - start < 12 && (char.IsLetterOrDigit(scan.S[start - 1]) || scan.S[start - 1] is ':' or '.')) start--;
        return IsHourPrompt(scan.WordBehind(start, out _));
    }

    /// <summary>What stands before an hour: at, by, from, until …</summary>
    protected static bool IsHourPrompt(ReadOnlySpan<char> word)
    {
        foreach (var prompt in (ReadOnlySpan<string>)["at", "by", "from", "to", "until", "till", "before", "after", "around", "about", "past", "since", "is", "was"])
            if (word.Equals(prompt, StringComparison.OrdinalIgnoreCase)) return true;
        return false;
    }

    // deux heures de l’après-midi, a las dos de la tarde, с 9 до 18 часов, de 9 h à 18 h
    private bool ClockOf(Scan scan, int at, ref Quantity q, Term? before)
    {
        var hour = q.Unit?.Id == "hour";
        if (!MinutesFollowHour || !hour && q.Unit is not null || !q.Value.IsWholeIn(0, 24)) return false;
        var minutes = (int)q.Value.Value * 60;
        if (q.UpTo is null)
        {
            var p = scan.SkipSpace(q.End);
            if (p == q.End || !q.Value.IsWholeIn(1, 12) || Table.Match(scan, p, out var end) is not { } half || !IsHalf(half)) return false;
            q.End = end;
            scan.AddTime(at, end, InHalf(minutes, half));
            return true;
        }
        if (!hour || q.UpTo is not { } until || !until.IsWholeIn(0, 24) || before is null || !(before.Is(Role.From) || before.Is(Role.Between))) return false;
        scan.AddTime(at, q.End, minutes, (int)until.Value * 60);
        return true;
    }
}
