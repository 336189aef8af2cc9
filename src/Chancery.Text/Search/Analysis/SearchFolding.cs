namespace Chancery.Text.Search;

/// <summary>Folding of words for search.</summary>
public static class SearchFolding
{
    public static string Fold(ReadOnlySpan<char> text) => Normalised.ForSearch(text.ToString());
}
