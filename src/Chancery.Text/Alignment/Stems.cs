using System.Collections.Frozen;

namespace Chancery.Text.Alignment;

/// <summary>Words without their endings, well enough to see that two of them are one.</summary>
public static class Stems
{
    // Longest first; a particle may stand on a particle (에서는 = 에서 + 는), so they are taken off twice.
    private static readonly string[] Particles = new[]
    {
        "으로부터", "에서부터", "에게서", "으로써", "으로서", "이라고", "이라는", "에서", "에게", "으로", "까지", "부터", "처럼", "보다", "마다", "조차", "마저",
        "이나", "이며", "이고", "로서", "로써", "라는", "라고", "에는", "에도", "에만", "하고", "한테", "께서", "밖에", "이란", "들이", "들을", "들은", "들의", "들",
        "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "로", "만", "나", "며", "고", "께",
    }.OrderByDescending(particle => particle.Length).ToArray();

    private static readonly string[] Endings = new[]
    {
        "하였습니다", "했습니다", "되었습니다", "됐습니다", "하십시오", "합니다", "됩니다", "입니다", "습니다", "ㅂ니다", "하세요", "되지", "하지", "하려면", "하려고", "하면", "하여", "하는",
        "하고", "하며", "하기", "하도록", "해서", "해야", "했다", "한다", "하다", "된다", "됐다", "되었다", "되는", "되면", "되어", "되고", "되며", "될", "된", "할", "한", "해", "함", "됨",
        "이다", "였다", "이었다", "시킵니다", "시키는", "시킨", "시켰다", "스러운", "적인", "적으로", "적",
    }.OrderByDescending(ending => ending.Length).ToArray();

    private static readonly FrozenSet<string> EnglishStop = ("the a an and or of to in on at by for with from as is are was were be been being it its this that these those "
        + "you your he she they we i his her their our not no do does did has have had will would can could may might shall should if then than so such "
        + "which who whom whose what when where there here into out up down over under between also only any each all more most other some").Split(' ').ToFrozenSet(StringComparer.Ordinal);

    public static bool IsCommon(string word) => EnglishStop.Contains(word);

    /// <summary>Takes case particles and common verb endings off a Korean word; at least one syllable stays.</summary>
    public static string Korean(string word)
    {
        var stem = Without(word, Endings, 2);
        if (stem.Length != word.Length) return stem;
        stem = Without(stem, Particles, stem.Length > 3 ? 2 : 1);
        if (stem.Length > 2) stem = Without(stem, Particles, 2);
        return stem;
    }

    /// <summary>The word without particles only: for names, which have no verb endings.</summary>
    public static string KoreanNoun(string word)
    {
        var stem = Without(word, Particles, 2);
        return stem.Length > 3 ? Without(stem, Particles, 2) : stem;
    }

    private static string Without(string word, string[] endings, int least)
    {
        foreach (var ending in endings)
        {
            if (word.Length - ending.Length >= least && word.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }
        return word;
    }

    /// <summary>A light English stem: plural, -ed, -ing, -ly, -er taken off, doubled letters and silent e evened out.</summary>
    public static string English(string word)
    {
        var w = word;
        if (w.EndsWith("'s", StringComparison.Ordinal) || w.EndsWith("’s", StringComparison.Ordinal)) w = w[..^2];
        if (w.Length > 4 && w.EndsWith("ies", StringComparison.Ordinal)) w = w[..^3] + "y";
        else if (w.Length > 4 && (w.EndsWith("sses", StringComparison.Ordinal) || w.EndsWith("xes", StringComparison.Ordinal) || w.EndsWith("ches", StringComparison.Ordinal) || w.EndsWith("shes", StringComparison.Ordinal)))
            w = w[..^2];
        else if (w.Length > 3 && w[^1] == 's' && w[^2] is not ('s' or 'u' or 'i')) w = w[..^1];
        if (w.Length > 5 && w.EndsWith("ing", StringComparison.Ordinal)) w = Undouble(w[..^3]);
        else if (w.Length > 4 && w.EndsWith("ied", StringComparison.Ordinal)) w = w[..^3] + "y";
        else if (w.Length > 4 && w.EndsWith("ed", StringComparison.Ordinal)) w = Undouble(w[..^2]);
        else if (w.Length > 5 && w.EndsWith("ly", StringComparison.Ordinal)) w = w[..^2];
        if (w.Length > 4 && w[^1] == 'e') w = w[..^1];
        return w;
    }

    private static string Undouble(string w) =>
        w.Length > 3 && w[^1] == w[^2] && w[^1] is not ('l' or 's' or 'e') ? w[..^1] : w;
}
