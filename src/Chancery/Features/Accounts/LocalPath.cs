using System.Diagnostics.CodeAnalysis;

namespace Chancery.Features.Accounts;

/// <summary>
/// Where a form may send its reader back to: an address of this installation and nothing else. What browsers read as
/// another host (<c>//host</c>, <c>/\host</c>, a tab or line break inside) is refused, not repaired.
/// </summary>
internal static class LocalPath
{
    private static readonly Uri Here = new("http://here.invalid/");

    public static string Or(string? back, string otherwise) => Is(back, out var path) ? path : otherwise;

    private static bool Is(string? back, [NotNullWhen(true)] out string? path)
    {
        path = null;
        if (back is not { Length: > 0 and <= 2000 } || back[0] != '/') return false;
        if (back.AsSpan().ContainsAny('\\', '@') || back.Any(char.IsControl) || back.StartsWith("//", StringComparison.Ordinal)) return false;
        if (!Uri.TryCreate(Here, back, out var whole) || whole.Host != Here.Host || whole.Scheme != Here.Scheme) return false;

        // Percent-encoded: a header takes ASCII only, and an address may hold Hangul.
        path = whole.PathAndQuery + whole.Fragment;
        return !path.StartsWith("//", StringComparison.Ordinal);
    }
}
