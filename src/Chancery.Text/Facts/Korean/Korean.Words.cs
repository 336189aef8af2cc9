using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Words that are an amount by themselves: 제3회, 사흘, 반년, 수백.</summary>
internal sealed partial class KoreanReader
{
    // 제3회, 제 24 차, 제이차: an ordinal whatever the counter is.
    private int Prefixed(Scan scan, int at)
    {
        var s = scan.S;
        var p = scan.SkipSpace(at + 1);
        var q = new Quantity { Start = at, Strength = Strength.Strong };
        int signs;
        if (char.IsAsciiDigit(s[p]))
        {
            // 제5조 is an article, not five trillion.
            if (!Digits.Small(s, p, 5, out var plain, out q.End)) return at;
            (q.Value, signs) = (plain, 0);
        }
        else signs = Sino.Has(s[p]) && p == at + 1 ? Sino.Read(scan, p, Style, false, ref q) : -1;
        if (signs < 0 || !q.Value.IsWholeIn(1, 99_999)) return at;
        var counter = scan.SkipSpace(q.End);
        var term = _table.Match(scan, counter, out var end);
        var isFigure = char.IsAsciiDigit(s[p]);
        if (term?.Unit is null && !isFigure) return at;
        // 제일, 제사, 제구실 …: with a sign alone the counter must end a word.
        if (!isFigure && (counter > q.End || !Ends(s, end) || term!.Unit!.Kind is not (UnitKind.Ordinal or UnitKind.Count))) return at;
        if (term?.Unit is { } unit && (Ends(s, end) || counter == q.End))
        {
            q.End = end;
            if (unit.Kind == UnitKind.Anniversary) q.Unit = unit;
        }
        else if (!isFigure) return at;
        q.Unit ??= Units.Get("ordinal");
        if (_table.Match(scan, scan.SkipSpace(q.End), out var more) is { Unit.Kind: UnitKind.Ordinal } && s[more - 1] == '째') q.End = more;
        scan.Add(q);
        return q.End;
    }

    private static readonly (string Word, int Days, bool Weak)[] Days =
    [
        ("하루", 1, true), ("이틀", 2, false), ("사흘", 3, false), ("나흘", 4, false), ("닷새", 5, false), ("엿새", 6, false), ("이레", 7, true),
        ("여드레", 8, false), ("아흐레", 9, false), ("열하루", 11, false), ("열이틀", 12, false), ("열흘", 10, false), ("보름", 15, false),
    ];

    // 사흘, 열흘, 보름, 일주일, 반년, 반세기, 절반
    private int Periods(Scan scan, int at)
    {
        var s = scan.S;
        if (!("하이사나닷엿여아열보일반절한과").Contains(s[at], StringComparison.Ordinal)) return at;
        foreach (var (word, days, weak) in Days)
        {
            if (!scan.At(at, word) || !Ends(s, at + word.Length) && s[at + word.Length] != '동') continue;
            // 이레 is also a name, 보름달 the full moon.
            return Add(word.Length, days, "day", weak ? Strength.Weak : Strength.Strong);
        }
        if (scan.At(at, "일주일") && Ends(s, at + 3)) return Add(3, 1, "week", Strength.Strong);
        if (scan.At(at, "반년") && Ends(s, at + 2)) return Add(2, 6, "month", Strength.Strong);
        if (scan.At(at, "반세기") && Ends(s, at + 3)) return Add(3, 50, "year", Strength.Strong);
        if (scan.At(at, "사반세기") && Ends(s, at + 4)) return Add(4, 25, "year", Strength.Strong);
        if (scan.At(at, "한세기") || scan.At(at, "한 세기")) return Add(scan.At(at, "한세기") ? 3 : 4, 1, "century", Strength.Strong);
        if (scan.At(at, "반 시간")) return Add(4, 30, "minute", Strength.Strong);
        if (scan.At(at, "절반") && Ends(s, at + 2)) { scan.AddFraction(at, at + 2, 1, 2); return at + 2; }
        return at;

        int Add(int length, decimal value, string unit, Strength strength)
        {
            scan.Add(new Quantity { Start = at, End = at + length, Value = value, Unit = Units.Get(unit), Strength = strength });
            return at + length;
        }
    }

    // 수십, 수백만, 몇천 명
    private int Vague(Scan scan, int at)
    {
        var s = scan.S;
        if (s[at] is not ('수' or '몇')) return at;
        var p = scan.SkipSpace(at + 1);
        decimal power = 1;
        var end = p;
        while (Sino.IsUnit(s[end])) power *= Sino.Unit(s[end++]);
        if (end == p || power < 10) return at;
        if (!(Ends(s, end) && (p == at + 1 || Scan.IsSpace(s[end])) || _table.Match(scan, end, out var stop) is { Unit: not null } && Ends(s, stop))) return at;
        scan.AddVague(at, end, power);
        return end;
    }
}
