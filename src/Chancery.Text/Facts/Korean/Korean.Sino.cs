using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>Sino-Korean numerals in Hangul: 이십삼만 명, 삼천 부. Most of their signs are words too.</summary>
internal sealed partial class KoreanReader
{
    // 삼 점 오 퍼센트, 영점오 배: a point told in words needs a unit behind.
    private bool SinoPoint(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        var number = new Quantity { Start = at, Strength = Strength.Strong };
        if (Sino.Read(scan, at, Style, false, ref number) <= 0 || !number.Value.Fits) return false;
        var p = scan.SkipSpace(number.End);
        if (s[p] != '점') return false;
        p = scan.SkipSpace(p + 1);
        var unit = 1m;
        var start = p;
        for (; Sino.Digit(s[p]) >= 0 && p - start < 6; p++) number.Value += Sino.Digit(s[p]) * (unit /= 10);
        if (p == start) return false;
        number.End = p;
        FigureUnit(scan, ref number);
        if (number.Unit is null or { Kind: UnitKind.Count or UnitKind.Ordinal or UnitKind.Page } || !Ends(s, number.End)) return false;
        q = number;
        return true;
    }

    // 이십삼만 명, 삼천 부, 십오 일; 이천, 사천, 만일 and 조선 are left alone.
    private bool SinoWord(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        if (!Sino.Has(s[at])) return false;
        // 만일 is "if", whatever stands behind it: 만일 세 사람이, 만일 표가.
        if (scan.At(at, "만일") && s[at + 2] is not ('십' or '백' or '천')) return false;
        if (SinoPoint(scan, at, ref q)) return true;
        var signs = Sino.Read(scan, at, Style, false, ref q);
        if (signs <= 0) return false;
        var end = q.End;
        var scaled = false;
        for (var i = at; i < end; i++) scaled |= Sino.IsUnit(s[i]);
        if (s[end] == '여' && scaled) { q.Approximation = Approximation.About; end++; }
        if (scan.At(end, "분의 ") && (Sino.Has(s[end + 3]) || char.IsAsciiDigit(s[end + 3]))) { (q.Unit, q.End) = (Units.Get("minute"), end + 1); return true; }
        if (s[end] == '%' || scan.At(end, " %")) { (q.Unit, q.End) = (Units.Get("percent"), s[end] == '%' ? end + 1 : end + 2); return true; }
        // The sign that ends the chain may be the counter's first: 십오일간, 이십일 개국.
        for (var cut = 0; cut < 2; cut++)
        {
            var from = end - cut;
            if (cut == 1)
            {
                if (signs < 2 || s[from] is not '일' || s[end] is not ('간' or ' ' or '\0')) break;
                var shorter = new Quantity { Start = at, Strength = Strength.Strong };
                s[from] = '\u0001';
                var read = Sino.Read(scan, at, Style, false, ref shorter);
                s[from] = '일';
                if (read <= 0 || shorter.End != from) break;
                if (_table.Match(scan, from, out var dayEnd) is not { Unit.Id: "day" } || !Ends(s, dayEnd) || s[end] != '간') break;
                q = shorter;
                (q.Unit, q.End) = (Units.Get("day"), dayEnd);
                return true;
            }
            var p = scan.SkipSpace(from);
            if (_table.Match(scan, p, out var stop) is not { Unit: { } unit } || !Ends(s, stop)) continue;
            if (!Counts(scan, at, signs, scaled, p > end, p, stop, unit)) continue;
            (q.Unit, q.End) = (unit, stop);
            if (q.Value.Key == "1" && unit.Kind == UnitKind.Count) q.Strength = Strength.Weak;
            More(scan, ref q);
            return true;
        }
        // A long chain stands without a counter: 이십삼만, 오십만을 넘었다.
        return signs >= 3 && scaled && s[at] is not ('조' or '경' or '구') && (!IsHangul(s[end]) || Ends(s, end) && s[end] is not ('일' or '인' or '안' or '전' or '외' or '동' or '정' or '여' or '간' or '중' or '등'))
            && q.Value.Value >= 20;
    }

    private static bool Counts(Scan scan, int at, int signs, bool scaled, bool overSpace, int from, int stop, Unit unit)
    {
        var s = scan.S;
        var length = stop - from;
        if (overSpace && length == 1) foreach (var word in NotCounters) if (scan.At(from, word)) return false;
        if (!scaled)
        {
            // 삼 년, 오 퍼센트, 육 개월: one sign needs a counter that leaves no doubt. 이 is "this" too, 사 and 구 are words.
            if (signs != 1) return false;
            if (unit.Kind == UnitKind.Money) return false;
            if (s[at] is '이' or '일' or '사' or '오' or '구' or '영' or '공' && (length < 2 || !overSpace && unit.Kind is not (UnitKind.Percent or UnitKind.Months or UnitKind.Anniversary))) return false;
            if (s[at] is '이' or '일' && overSpace && unit.Kind is UnitKind.Count) return false;
            return length >= 2 && unit.Id is not ("person" or "place" or "piece") || s[from] is '년' or '층' or '월' or '초' && overSpace;
        }
        if (signs == 1)
        {
            // 천 명, 백 년, 만 원; 천장, 백지, 만점, 조명 are words.
            if (s[at] is '조' or '경' or '억') return overSpace && unit.Kind == UnitKind.Money;
            if (overSpace) return length >= 2 || "명원년개부권장곳대번배분일회건평톤초".Contains(s[from], StringComparison.Ordinal);
            return "명원년개번배".Contains(s[from], StringComparison.Ordinal) || unit.Kind == UnitKind.Anniversary;
        }
        // 구조 줄, 일조 시간, 구경: words, but for money.
        if (signs == 2 && s[at + 1] is '조' or '경') return unit.Kind == UnitKind.Money;
        // 이만 줄입니다 ends a letter.
        if (s[from] == '줄' && overSpace && scan.At(at, "이만 ")) return false;
        // 조사원, 조사 지점: a survey, not a trillion and four.
        if (s[at] == '조' && signs == 2) return false;
        // 이천 시 is a town's; 사천 성 a province's.
        if (s[at] is '이' or '사' && signs == 2 && s[at + 1] == '천' && s[from] is '시' or '성' or '도' or '면' or '군') return false;
        if (!overSpace && length == 1 && signs == 2 && s[from] is '자' or '장' or '기' or '조' or '과' or '성' or '선' or '대' or '도' or '해' or '절' or '행' or '열' or '무' or '방' or '단' or '급') return false;
        return true;
    }
}
