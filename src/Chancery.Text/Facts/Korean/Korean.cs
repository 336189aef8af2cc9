using System.Buffers;
using Chancery.Text.Facts.Reading;

namespace Chancery.Text.Facts.Korean;

/// <summary>
/// Korean. A numeral in Hangul counts only with a counter behind it or inside a longer chain: 이천, 사천, 만일, 구로구
/// and 조선 are words and names. docs/rules/parity.md tells the traps.
/// </summary>
internal sealed partial class KoreanReader : Reader
{
    private static readonly Numerals Sino = new("영공/일/이/삼/사/오/육륙/칠/팔/구", "십/백/천", "만/억/조/경");

    private readonly SuffixTable _table = new(Resource.Read("Korean/korean.txt"));

    protected override bool IsLatinForeign => true;

    private static bool IsHangul(char c) => c is >= '\uAC00' and <= '\uD7A3';

    // The first syllables of whatever is read; most words are passed over for it.
    private static readonly SearchValues<char> Starters = SearchValues.Create(
        "영공일이삼사오육륙칠팔구십백천만억조경나열스서마쉰예여아한두세네다둘셋넷첫석너넉대하수몇제닷엿보반절과섭화미유시정자월목금토약얼거무총최적기새저낮밤분매");

    // What may follow a counter and leave it a counter: particles, and words written without a space.
    private const string Followers = "은는이가을를의에로으와과도만씩나간여째당안전후내외중등들뿐라였입인했하된쯤";

    /// <summary>Whether a word may end here: no Hangul, or a particle.</summary>
    private static bool Ends(char[] s, int at) => !IsHangul(s[at]) || Followers.Contains(s[at], StringComparison.Ordinal) || (s[at], s[at + 1]) is
        ('부', '터') or ('까', '지') or ('마', '다') or ('보', '다') or ('처', '럼') or ('정', '도') or ('동', '안') or ('미', '만') or ('초', '과')
        or ('다', not (>= '\uAC00' and <= '\uD7A3')) or ('짜', '리') or ('밖', '에') or ('가', '량') or ('남', '짓') or ('조', '차') or ('마', '저') or ('이', _);

    private static bool BeginsWord(char[] s, int at) => at == 0 || !IsHangul(s[at - 1]);

    protected override int ReadFigure(Scan scan, int at)
    {
        var s = scan.S;
        var c = s[at];
        if (c == '’')
        {
            // ’16년, ’90년대
            if (!Digits.Small(s, at + 1, 2, out var two, out var stop) || stop - at != 3 || s[stop] != '년' && !IsRange(s[stop])) return at;
            return ReadYear(scan, at, two + (two < 70 ? 2000 : 1900), stop);
        }
        if (c == '-')
        {
            if (!char.IsAsciiDigit(s[at + 1]) || at > 0 && !(Scan.IsSpace(s[at - 1]) || s[at - 1] is '(' or '\n')) return at;
            return Negative(scan, at, at + 1);
        }
        if (char.IsAsciiDigit(c))
        {
            if (scan.At(at, "24/7") && !char.IsAsciiDigit(s[at + 4]))
            {
                scan.Add(new Quantity { Start = at, End = at + 4, Value = 24, Unit = Units.Get("hour"), Strength = Strength.Weak });
                return at + 4;
            }
            if (Event(scan, at, out var end) || ReadNumericDate(scan, at, out end) || ReadClock(scan, at, at, null, out end)
                || ReadDate(scan, at, out end) || Digits.Fraction(scan, at, out end)) return end;
        }
        return ReadQuantity(scan, at);
    }

    private static bool IsRange(char c) => c is '~' or '-' or '–';

    private int Negative(Scan scan, int start, int at)
    {
        if (!Quantity(scan, at, out var q) || q.Unit?.Base is not ("°C" or "°F" or "°")) return start;
        q.Start = start;
        q.Value = q.Value.Times(-1);
        if (q.Unit.Base == "°") q.Unit = Units.Get("c");
        scan.Add(q);
        return q.End;
    }

    protected override int ReadWord(Scan scan, int at)
    {
        var s = scan.S;
        var c = s[at];
        if (!IsHangul(c))
        {
            if (!Scan.IsLatin(c)) return at + 1;
            if (Units.Symbols.TryGetValue(s.AsSpan(at, Math.Min(3, s.Length - at)), out var code) && code.Kind == UnitKind.Money
                && char.IsAsciiDigit(s[scan.SkipSpace(at + 3)])) return ReadQuantity(scan, at);
            return at;
        }
        if (!BeginsWord(s, at)) return at + 1;
        if (Starters.Contains(c))
        {
            var next = ReadHangul(scan, at);
            if (next > at) return next;
        }
        // To the end of the word at once: inside it nothing begins but figures and Latin letters.
        var end = at + 1;
        while (IsHangul(s[end])) end++;
        return end;
    }

    private int ReadHangul(Scan scan, int at)
    {
        var s = scan.S;
        if (Weekdays(scan, at) is var days && days > at) return days;
        if (_table.Match(scan, at, out var end) is { } term)
        {
            if (term.Cycle > 0 && Ends(s, end))
            {
                scan.Add(new Quantity { Start = at, End = end, Value = term.Cycle, Unit = Units.Get("month"), Strength = Strength.Weak });
                return end;
            }
            if (term.Minute >= 0 && Ends(s, end)) { scan.AddTime(at, end, term.Minute); return end; }
            if (term.Weekday >= 0 && Ends(s, end)) { scan.AddWeekday(at, end, (DayOfWeek)term.Weekday); return end; }
            if (term.Is(Role.Am) || term.Is(Role.Pm))
            {
                var p = scan.SkipSpace(end);
                if ((char.IsAsciiDigit(s[p]) || IsHangul(s[p])) && ReadClock(scan, at, p, s.AsSpan(at, end - at).ToString(), out var past)) return past;
                return at;
            }
            if (term.Before != Approximation.None && (Scan.IsSpace(s[end]) || char.IsAsciiDigit(s[end])))
            {
                (scan.Before, scan.BeforeEnd) = (term, end);
                return end;
            }
        }
        if (s[at] == '제' && Prefixed(scan, at) is var prefixed && prefixed > at) return prefixed;
        if (Periods(scan, at) is var period && period > at) return period;
        if (Vague(scan, at) is var vague && vague > at) return vague;
        if (scan.At(at, "영하 ") && char.IsAsciiDigit(s[at + 3])) return Negative(scan, at, at + 3);
        if ((scan.At(at, "시속 ") || scan.At(at, "초속 ")) && char.IsAsciiDigit(s[at + 3]))
        {
            if (!Quantity(scan, at + 3, out var speed) || speed.Unit is not { Base: "m" or "mile" } length) return at;
            speed.Start = at;
            Range(scan, ref speed);
            speed.Unit = Units.Get(length.Id switch { "mile" => "mph", "m" => "mps", _ => "kmh" });
            scan.Add(speed);
            return speed.End;
        }
        if (scan.At(at, "섭씨 ") || scan.At(at, "화씨 "))
        {
            if (!char.IsAsciiDigit(s[at + 3]) || !Quantity(scan, at + 3, out var degrees)) return at;
            Range(scan, ref degrees);
            if (degrees.Unit?.Id == "deg")
            {
                (degrees.Start, degrees.Unit) = (at, Units.Get(s[at] == '섭' ? "c" : "f"));
                scan.Add(degrees);
                return degrees.End;
            }
            return at;
        }
        if (scan.At(at, "미화 ") && char.IsAsciiDigit(s[at + 3])) return at + 3;
        if (ReadDate(scan, at, out var dated)) return dated;
        if (ReadClock(scan, at, at, null, out var clock)) return clock;
        return ReadQuantity(scan, at);
    }
}
