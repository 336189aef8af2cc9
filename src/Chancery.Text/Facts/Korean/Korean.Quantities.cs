using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>An amount: figures, signs or native numerals, shares, and the other end of a range.</summary>
internal sealed partial class KoreanReader
{
    private int ReadQuantity(Scan scan, int at)
    {
        if (!Quantity(scan, at, out var q)) return at;
        var s = scan.S;
        if (scan.Facts.Count > 0 && scan.Facts[^1].Start >= scan.Source.Start(at) && scan.Facts[^1].Kind == FactKind.Identifier) return q.End;
        // 2인 1조: a team, not a trillion.
        if (q.Unit is null && s[q.End - 1] == '조' && q.End - at <= 3 && at > 1 && s[at - 2] == '인' && Digits.Small(s, at, 2, out var team, out var sign) && sign == q.End - 1)
            q.Value = team;
        if (Dimension(scan, q) is var by && by > at) return by;
        if (q.Unit is null && q.IsPlain && IsFigureWord(s, q.End) && char.IsAsciiDigit(s[at])) return FigureWord(scan, at, q.End);
        if (scan.Before is { Before: not Approximation.None } before && scan.WordBefore(at) == before) q.Approximation = before.Before;
        if (Fraction(scan, ref q)) return q.End;
        Range(scan, ref q);
        var p = scan.SkipSpace(q.End);
        if (_table.Match(scan, p, out _) is { After: not Approximation.None } after) q.Approximation = after.After;
        if (q.Unit is null && q.IsPlain && q.Digits == 4 && q.Value.IsWholeIn(1900, 2099) && !IsHangul(s[q.End]))
        {
            scan.AddDate(at, q.End, new((int)q.Value.Value), q.UpTo is { } until && until.IsWholeIn(1900, 2199) ? new((int)until.Value) : null);
            return q.End;
        }
        if (q.Value.Key == "1" && q.UpTo is null && q.Unit?.Kind is null or UnitKind.Count or UnitKind.Page) q.Strength = Strength.Weak;
        if (q.Unit is null && (scan.At(q.End, "진수") || scan.At(q.End, "진법"))) q.Strength = Strength.Weak;
        // 파운드 is money or weight.
        scan.Add(q, q.Unit?.Id == "pound" ? q.UpTo is null ? $"$GBP:{q.Value.Key}" : null : DayOfMonth(q));
        return q.End;
    }

    // "15일" alone is fifteen days or the fifteenth.
    private static string? DayOfMonth(in Quantity q)
    {
        if (q.Unit?.Id != "day" || !q.Value.IsWholeIn(1, 31) || q.IsWords) return null;
        PartialDate day = new(null, null, (int)q.Value.Value);
        return q.UpTo is { } last ? $"t:{day}..{day with { Day = (int)last.Value }}" : $"t:{day}";
    }

    // 3분의 2; 다섯 명 중 한 명
    private bool Fraction(Scan scan, ref Quantity q)
    {
        var s = scan.S;
        if (!q.Value.IsWholeIn(2, 1_000_000)) return false;
        var minute = q.Unit?.Id is "minute" or "person" && s[q.End - 1] == '분' && s[q.End] == '의';
        if (minute)
        {
            var p = scan.SkipSpace(q.End + 1);
            var part = new Quantity { Start = p };
            var read = char.IsAsciiDigit(s[p]) || Sino.Has(s[p]) ? Sino.Read(scan, p, Style, false, ref part) : -1;
            if (read < 0 || !part.Value.IsWholeIn(1, (int)q.Value.Value)) return false;
            scan.AddFraction(q.Start, part.End, (long)part.Value.Value, (long)q.Value.Value);
            q.End = part.End;
            return true;
        }
        if (q.Unit?.Kind != UnitKind.Count) return false;
        var of = scan.SkipSpace(q.End);
        if (of == q.End) return false;
        var next = scan.At(of, "가운데") ? of + 3 : s[of] == '중' ? of + 1 : 0;
        if (next == 0) return false;
        if (s[next] == '에') next++;
        if (!Scan.IsSpace(s[next])) return false;
        if (!Quantity(scan, next + 1, out var some) || some.Unit != q.Unit || s[some.End - 1] != s[q.End - 1] || !some.Value.IsWhole || some.Value.Value >= q.Value.Value) return false;
        scan.AddFraction(q.Start, some.End, (long)some.Value.Value, (long)q.Value.Value, isOutOf: true);
        q.End = some.End;
        return true;
    }

    // 10~12명, 10명에서 12명, 3년부터 5년까지
    private void Range(Scan scan, ref Quantity q)
    {
        if (!q.Value.Fits || q.UpTo is not null || q.Unit?.Kind is UnitKind.Anniversary) return;
        var s = scan.S;
        var p = q.End;
        if (Scan.IsSpace(s[p]) && (scan.At(p + 1, "에서 ") || scan.At(p + 1, "부터 "))) p++;
        if (IsRange(s[p])) p = scan.SkipSpace(p + 1);
        else if (Scan.IsSpace(s[p]) && IsRange(s[p + 1]) && Scan.IsSpace(s[p + 2])) p += 3;
        else if ((scan.At(p, "에서 ") || scan.At(p, "부터 ")) && q.Unit?.Kind != UnitKind.Ordinal) p += 3;
        else if (scan.At(p, "에서") || scan.At(p, "부터")) p += 2;
        else return;
        if (!char.IsAsciiDigit(s[p]) && !IsHangul(s[p]) && s[p] is not ('$' or '₩' or '€' or '£')) return;
        if (!Quantity(scan, p, out var upper) || !upper.Value.Fits || q.Unit is not null && q.Unit != upper.Unit) return;
        var low = q.Value;
        // 3~5만 명 is thirty to fifty thousand.
        if (q.Scale == 0 && upper.Scale > 1 && q.Unit is null && low.Value < upper.Value.Value / upper.Scale) low = low.Times(upper.Scale);
        if (upper.Value.Value <= low.Value) return;
        (q.Value, q.UpTo, q.Unit, q.End, q.Strength, q.Other) = (low, upper.Value, upper.Unit, upper.End, Strength.Strong, null);
        q.IsPlain &= upper.IsPlain;
    }

    /// <summary>Figures, signs or a native numeral, with what they count.</summary>
    private bool Quantity(Scan scan, int at, out Quantity q)
    {
        q = new() { Start = at, End = at, Strength = Strength.Strong };
        var s = scan.S;
        if (char.IsAsciiDigit(s[at]) || s[at] is '½' or '¼' or '¾')
        {
            if (s[at] is '½' or '¼' or '¾') (q.Value, q.End) = (s[at] switch { '½' => 0.5m, '¼' => 0.25m, _ => 0.75m }, at + 1);
            else
            {
                var read = Figures(scan, at, ref q);
                if (read < 0)
                {
                    var figure = Digits.Read(scan, at, Style);
                    scan.AddText(FactKind.Identifier, at, figure.End, "v:" + s.AsSpan(at, figure.End - at).ToString());
                    q.End = figure.End;
                    return true;
                }
                if (read > 0) q.Scale = LastScale(s, q);
            }
            FigureUnit(scan, ref q);
            return true;
        }
        if (!IsHangul(s[at]))
        {
            foreach (var length in (ReadOnlySpan<int>)[3, 2, 1])
            {
                if (!Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(length, s.Length - at)), out var unit) || unit.Kind != UnitKind.Money) continue;
                var p = scan.SkipSpace(at + length);
                if (!char.IsAsciiDigit(s[p]) || Sino.Read(scan, p, Style, false, ref q) < 0) continue;
                (q.Unit, q.Start) = (unit, at);
                // $1.2 million stays as it is in a Korean text too.
                foreach (var (word, scale) in (ReadOnlySpan<(string, decimal)>)[("million", 1e6m), ("billion", 1e9m), ("M", 1e6m), ("B", 1e9m), ("K", 1e3m)])
                {
                    var next = scan.SkipSpace(q.End);
                    if (!scan.AtIgnoringCase(next, word) || Scan.IsLatin(s[next + word.Length]) || word.Length == 1 && next > q.End) continue;
                    (q.Value, q.End) = (q.Value.Times(scale), next + word.Length);
                    break;
                }
                return true;
            }
            return false;
        }
        if (!BeginsWord(s, at)) return false;
        return Native(scan, at, ref q) || SinoWord(scan, at, ref q);
    }

    // 5경기, 3조각, 2조항: words that begin like 경 and 조.
    private int Figures(Scan scan, int at, ref Quantity q)
    {
        var s = scan.S;
        var mark = Digits.Run(s, at);
        var sign = s[mark];
        var isWord = (sign, s[mark + 1]) is ('경', '기' or '계' or '로' or '주' or '찰') or ('조', '각' or '정' or '건' or '치' or '항' or '례' or '약' or '직' or '합');
        if (!isWord) return Sino.Read(scan, at, Style, false, ref q);
        s[mark] = '\u0001';
        var read = Sino.Read(scan, at, Style, false, ref q);
        s[mark] = sign;
        return read;
    }

    private static decimal LastScale(char[] s, in Quantity q)
    {
        decimal scale = 1;
        for (var i = q.End - 1; i >= q.Start && Sino.IsUnit(s[i]); i--) scale *= Sino.Unit(s[i]);
        return scale;
    }
}
