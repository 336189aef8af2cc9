using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Counters and units behind figures, and periods told in several units.</summary>
internal sealed partial class KoreanReader
{
    // Behind figures nearly anything that looks like a counter is one; over a space it must end a word.
    private void FigureUnit(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        var end = q.End;
        // 3천여 명
        if (s[end] == '여' && (Scan.IsSpace(s[end + 1]) || _table.Match(scan, end + 1, out _) is { Unit: not null }))
        {
            q.Approximation = Approximation.About;
            end++;
        }
        if (Symbol(scan, end, out var stop) is { } symbol) { (q.Unit, q.End) = (symbol, stop); More(scan, ref q); return; }
        var p = scan.SkipSpace(end);
        var most = int.MaxValue;
        while (_table.Match(scan, p, most, out stop) is { } term)
        {
            if (term.Unit is { } unit && Accepts(scan, q, unit, p > end, p, stop))
            {
                (q.Unit, q.End) = (unit, stop);
                if (s[stop] == '여') { q.Approximation = Approximation.About; }
                More(scan, ref q);
                return;
            }
            // 달러 that is not accepted is no 달.
            if (term.Unit is { Kind: UnitKind.Money } && stop - p > 1) return;
            most = stop - p - 1;
            if (most == 0) break;
        }
    }

    private static readonly string[] NotCounters = ["회의", "도로", "대로", "부가", "부과", "부정", "장이", "장인", "대외", "대중", "과정", "기간", "기도", "일부", "차이", "주의", "주도", "주로", "조정", "단이", "호의", "자동", "자의", "인도", "인간", "시도", "개인", "개정", "개도", "건의", "발전", "전후", "점이", "성이", "선이", "위의", "위로", "무의", "표의", "세의"];

    private bool Accepts(Scan scan, in Quantity q, Unit unit, bool overSpace, int at, int end)
    {
        var s = scan.S;
        if (!overSpace)
        {
            // 3원색, 2.8부터: longer words begin like counters.
            return unit.Kind != UnitKind.Money && unit.Id != "deg" && !scan.At(at, "부터") && !scan.At(at, "까지") || Ends(s, end) && !scan.At(at, "부터");
        }
        if (!Ends(s, end)) return false;
        if (end - at == 1)
        {
            foreach (var word in NotCounters) if (scan.At(at, word)) return false;
            if (s[at] == '등') return false;
            if (s[at] is '기' or '선' or '성' or '급' or '자' or '방' or '발' or '열' or '행' or '단' or '무' or '패' or '승' or '조' or '절' or '과' or '항' or '해' or '박' or '표') return false;
        }
        return true;
    }

    private static Unit? Symbol(Scan scan, int at, out int end)
    {
        var s = scan.S;
        end = at;
        var p = scan.SkipSpace(at);
        if (IsHangul(s[p]) || s[p] == '%' && (IsHangul(s[p + 1]) || Scan.IsSpace(s[p + 1])) && (scan.At(p + 1, "포인트") || scan.At(p + 2, "포인트"))) return null;
        for (var length = Units.LongestSymbol; length > 0; length--)
        {
            if (p + length > scan.N || !Units.Symbols.TryGetValue(s.AsSpan(p, length), out var unit)) continue;
            var last = s[p + length - 1];
            if ((Scan.IsLatin(last) || char.IsAsciiDigit(last)) && (Scan.IsLatin(s[p + length]) || char.IsAsciiDigit(s[p + length]))) continue;
            if (length == 1 && p > at && s[p] is 'A' or 'K' or 'B' or 'C' or 'd' or 's' or 'h' or '$' or '₩' or '£' or '¥' or '×') continue;
            if (unit.Kind == UnitKind.Money && char.IsAsciiDigit(s[scan.SkipSpace(p + length)]) && p > at) continue;
            end = p + length;
            return unit;
        }
        return null;
    }

    // 2시간 30분, 1년 6개월, 2시간 반: one period.
    private void More(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        while (q.Unit is { Kind: UnitKind.Period or UnitKind.Months } unit && q.Value.Fits)
        {
            var p = scan.SkipSpace(q.End);
            if (s[p] == '반' && p > q.End && Ends(s, p + 1) && unit.Id is "hour" or "minute" or "day" or "year" or "month" or "week" && s[p] == '반')
            {
                (q.Value, q.End) = (q.Value + 0.5m, p + 1);
                return;
            }
            if (!char.IsAsciiDigit(s[p])) return;
            var next = new Quantity { Start = p };
            if (Sino.Read(scan, p, Style, false, ref next) < 0 || !next.Value.Fits) return;
            Unit? own;
            int stop;
            if (Symbol(scan, next.End, out stop) is { } symbol) own = symbol;
            else own = _table.Match(scan, scan.SkipSpace(next.End), out stop)?.Unit;
            if (own is null || own.Kind != unit.Kind || own.Factor >= unit.Factor) return;
            (q.Value, q.Unit, q.End) = (q.Value.Times(unit.Factor / own.Factor) + next.Value, own, stop);
        }
    }
}
