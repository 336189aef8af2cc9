namespace Chancery.Text.Search;

/// <summary>
/// How much a question is like a title: Dice's coefficient over the letter pairs of both without spaces and endings, so
/// that neither spacing nor particles count.
/// </summary>
internal static class TitleLikeness
{
    public static double Dice(string a, string b)
    {
        if (a.Length < 2 || b.Length < 2) return a.Length > 0 && a == b ? 1 : 0;
        var pairs = new Dictionary<(char, char), int>();
        for (var i = 0; i + 1 < a.Length; i++) pairs[(a[i], a[i + 1])] = pairs.GetValueOrDefault((a[i], a[i + 1])) + 1;
        var shared = 0;
        for (var i = 0; i + 1 < b.Length; i++)
        {
            var pair = (b[i], b[i + 1]);
            if (pairs.GetValueOrDefault(pair) is var left && left > 0)
            {
                pairs[pair] = left - 1;
                shared++;
            }
        }
        return 2.0 * shared / (a.Length - 1 + b.Length - 1);
    }
}
