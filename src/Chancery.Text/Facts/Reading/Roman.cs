namespace Chancery.Text.Facts.Reading;

/// <summary>
/// Roman numerals up to 39 in capitals: parts, wars, kings and centuries need no more, and without L, C, D and M no word
/// (MIX, CIVIL, LCD) looks like one.
/// </summary>
internal static class Roman
{
    public const int Longest = 7;

    public static bool Read(char[] s, int at, out int value, out int end)
    {
        (value, end) = (0, at);
        while (end - at < 3 && IsTen(s[end])) { value += 10; end++; }
        if (s[end] == 'I' && (IsTen(s[end + 1]) || s[end + 1] == 'V'))
        {
            value += s[end + 1] == 'V' ? 4 : 9;
            end += 2;
            return true;
        }
        if (s[end] == 'V') { value += 5; end++; }
        for (var ones = 0; ones < 3 && s[end] == 'I'; ones++) { value++; end++; }
        return value > 0;
    }

    // Cyrillic Х is what a Russian keyboard gives.
    private static bool IsTen(char c) => c is 'X' or 'Х';
}
