namespace Chancery.Text.Alignment;

/// <summary>The part of an address that is the same in every language: without scheme, www, language folder and final slash.</summary>
public static class LinkKey
{
    public static string Of(string address)
    {
        var rest = address.AsSpan().Trim();
        var scheme = rest.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0) rest = rest[(scheme + 3)..];
        if (rest.StartsWith("www.", StringComparison.OrdinalIgnoreCase)) rest = rest[4..];
        // What stands behind an address in running text.
        rest = rest.TrimEnd("/.,;:)'\"」』”’");
        var output = rest.ToString();
        var from = 0;
        while (output.IndexOf('/', from) is var slash and >= 0)
        {
            var end = output.IndexOf('/', slash + 1);
            if (end < 0) end = output.Length;
            if (IsLanguage(output.AsSpan(slash + 1, end - slash - 1)))
            {
                output = output.Remove(slash, end - slash);
                break;
            }
            from = slash + 1;
            if (from >= output.Length) break;
        }
        // Case means nothing in the name of a site.
        var path = output.IndexOf('/');
        return path < 0 ? output.ToLowerInvariant() : string.Concat(output[..path].ToLowerInvariant(), output.AsSpan(path));
    }

    private static bool IsLanguage(ReadOnlySpan<char> folder) =>
        folder is "en" or "ko" or "kr" or "de" or "fr" or "es" or "ru" or "ja" or "jp" or "zh" or "cn" or "az" or "tr" or "en-US" or "en-us" or "ko-KR" or "ko-kr"
            or "de-DE" or "fr-FR" or "es-ES" or "ru-RU" or "ja-JP" or "zh-CN" or "zh-TW" or "eng" or "kor" or "aze" or "rus";
}
