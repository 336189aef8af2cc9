namespace Chancery.Text.Search;

/// <summary>
/// How much a word counts by where it stands (BM25F: Robertson, Zaragoza, Taylor 2004, one length for all fields), and
/// the constants that were measured with it.
/// </summary>
internal static class FieldWeights
{
    public const int Title = 8;
    public const int Heading = 2;
    public const int Body = 1;

    public const float K1 = 0.7f;
    public const float B = 0.3f;

    public const float Pair = 0.7f;
    public const float Prefix = 0.5f;

    /// <summary>A weighted length in one byte, sixteen steps for each doubling: exact to about four in a hundred.</summary>
    public static byte Code(int length) => (byte)Math.Min(255, Math.Round(16 * Math.Log2(1 + (double)length)));

    public static float Length(int code) => (float)(Math.Pow(2, code / 16.0) - 1);
}

/// <summary>Where a term stands in a document.</summary>
[Flags]
internal enum Places : byte
{
    None = 0,
    Title = 1,
    Heading = 2,
    Body = 4,
}
