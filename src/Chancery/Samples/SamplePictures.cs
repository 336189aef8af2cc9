using Chancery.Platform.Files;
using NetVips;

namespace Chancery.Samples;

/// <summary>
/// The sample's photos, drawn by program: a scene (SVG of ours) with the crop and the light of its seed, as JPEG.
/// </summary>
internal static class SamplePictures
{
    public const int Width = 1800;
    public const int Height = 1200;

    public static async Task<StoredFile> DrawAsync(FileStore store, string scene, int seed, CancellationToken stop)
    {
        var jpeg = Draw(scene, seed);
        using var content = new MemoryStream(jpeg);
        return await store.PutAsync(content, jpeg.Length, stop) ?? throw new InvalidOperationException("A sample picture is within its own length.");
    }

    private static byte[] Draw(string scene, int seed)
    {
        using var drawn = Image.Svgload(scene, scale: 2.4);
        using var paper = drawn.HasAlpha() ? drawn.Flatten(background: [251, 248, 241]) : drawn.Copy();
        var random = new Random(seed);
        // Crop between 84 and 100 % of the drawing, then the light of another hour.
        var part = 1 - 0.16 * random.NextDouble() * Math.Min(1, seed - 1);
        var (width, height) = ((int)(paper.Width * part), (int)(paper.Height * part));
        var left = (int)((paper.Width - width) * random.NextDouble());
        var top = (int)((paper.Height - height) * random.NextDouble());
        var warm = seed == 1 ? 1 : 0.94 + 0.1 * random.NextDouble();
        var cool = seed == 1 ? 1 : 0.94 + 0.1 * random.NextDouble();
        using var cropped = paper.Crop(left, top, width, height);
        using var lit = cropped.Linear([warm, 1, cool], [0, 0, 0]).Cast(Enums.BandFormat.Uchar);
        using var mirrored = seed % 3 == 0 ? lit.FlipHor() : lit.Copy();
        using var sized = mirrored.ThumbnailImage(Width, height: Height, crop: Enums.Interesting.Centre);
        return sized.JpegsaveBuffer(q: 84);
    }
}
