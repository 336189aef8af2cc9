using NetVips;

namespace Chancery.Tests.Newsroom;

/// <summary>Pictures made on the spot.</summary>
internal static class TestPictures
{
    /// <summary>
    /// A JPEG 900 by 600 held sideways (so 600 by 900 upright) that tells in its metadata where and by whom it was made;
    /// <paramref name="secret"/> stands in it in plain letters.
    /// </summary>
    public static byte[] Jpeg(string secret)
    {
        using var noise = Image.Gaussnoise(900, 600, sigma: 20, mean: 120, seed: secret.GetHashCode(StringComparison.Ordinal));
        using var grey = noise.Cast(Enums.BandFormat.Uchar);
        using var colour = grey.Bandjoin(grey, grey).Copy(interpretation: Enums.Interpretation.Srgb);
        using var marked = colour.Mutate(picture =>
        {
            picture.Set(GValue.GIntType, "orientation", 6);
            picture.Set(GValue.GStrType, "exif-ifd0-ImageDescription", $"{secret} ({secret}, ASCII, {secret.Length} components, {secret.Length} bytes)");
            picture.Set(GValue.GStrType, "exif-ifd3-GPSLatitudeRef", "N (N, ASCII, 2 components, 2 bytes)");
        });
        return marked.JpegsaveBuffer(q: 70);
    }
}
