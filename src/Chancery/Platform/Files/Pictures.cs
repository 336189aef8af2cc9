using Chancery.Kernel;
using NetVips;

namespace Chancery.Platform.Files;

public enum PictureFormat
{
    WebP,
    Jpeg,
}

/// <summary>Pixels, upright: a photo held sideways counts as it is looked at.</summary>
public readonly record struct PictureSize(int Width, int Height);

/// <summary>
/// Pictures from outside, read by libvips with its untested loaders blocked. What leaves this class is re-encoded,
/// upright, in sRGB and without any metadata: no place, no camera, no name.
/// </summary>
internal static class Pictures
{
    /// <summary>100 megapixels: above every camera in use, below what a prepared file of a few kilobytes can claim.</summary>
    public const long PixelLimit = 100_000_000;

    /// <summary>Widths a public copy is made in; another one is nobody's.</summary>
    public static readonly IReadOnlyList<int> Widths = [320, 600, 1200, 2000];

    // A thumbnail is bound by its width alone.
    private const int AnyHeight = 1_000_000;

    private static readonly HashSet<string> Loaders = new(StringComparer.Ordinal) { "jpegload", "pngload", "webpload", "gifload", "heifload" };

    // Two at a time: each may hold a decoded picture, and the pages are to stay quick meanwhile.
    private static readonly SemaphoreSlim Places = new(2);

    static Pictures()
    {
        NetVips.NetVips.BlockUntrusted = true;
        // Nothing is asked for twice (the copies lie on the disk), so a cache of operations only holds memory.
        Cache.Max = 0;
    }

    /// <summary>
    /// Looks whether the file is a picture we take: JPEG, PNG, WebP, GIF or AVIF by its bytes, under the pixel limit
    /// (read from the head, before anything is decoded) and complete to its last line.
    /// </summary>
    public static Refusal? Measure(string path, out PictureSize size)
    {
        size = default;
        try
        {
            using (var head = Image.NewFromFile(path, access: Enums.Access.Sequential))
            {
                if (!IsTaken(head)) return new Refusal("picture.unreadable");
                if (IsTooLarge(head)) return new Refusal("picture.too-many-pixels");
                size = Upright(head);
            }
            using var decoded = Image.Thumbnail(path, 64, failOn: Enums.FailOn.Truncated);
            decoded.Avg(); // reads every line: a file that was cut off fails here
            return null;
        }
        catch (VipsException)
        {
            size = default;
            return new Refusal("picture.unreadable");
        }
    }

    /// <summary>A copy at most <paramref name="width"/> wide, never larger than the original. Null for what is no picture.</summary>
    public static byte[]? Derive(string path, int width, PictureFormat format) =>
        Make(path, width, AnyHeight, Enums.Interesting.None, format);

    /// <summary>The copy that a shared link shows: 1200 by 630, cut to where the eye goes.</summary>
    public static byte[]? DeriveForSharing(string path) => Make(path, 1200, 630, Enums.Interesting.Attention, PictureFormat.Jpeg);

    /// <summary>
    /// Writes a copy at <paramref name="target"/>, complete before it gets its name. False for what is no picture.
    /// </summary>
    public static async Task<bool> KeepAsync(string target, Func<byte[]?> make, CancellationToken stop)
    {
        await Places.WaitAsync(stop);
        try
        {
            if (File.Exists(target)) return true; // somebody else made it while we waited
            var bytes = await Task.Run(make, stop);
            if (bytes is null) return false;
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            var temporary = $"{target}.{Guid.CreateVersion7():N}";
            try
            {
                await File.WriteAllBytesAsync(temporary, bytes, stop);
                File.Move(temporary, target, overwrite: true);
            }
            finally
            {
                File.Delete(temporary);
            }
            return true;
        }
        finally
        {
            Places.Release();
        }
    }

    private static byte[]? Make(string path, int width, int height, Enums.Interesting crop, PictureFormat format)
    {
        try
        {
            using (var head = Image.NewFromFile(path, access: Enums.Access.Sequential))
            {
                if (!IsTaken(head) || IsTooLarge(head)) return null;
            }
            // Thumbnail turns the picture upright and shrinks while decoding; its result can be read once only, and a
            // file with an odd profile wants it twice, so the pixels are copied.
            using var streamed = Image.Thumbnail(
                path, width, height: height, size: crop == Enums.Interesting.None ? Enums.Size.Down : Enums.Size.Both,
                crop: crop, outputProfile: "srgb");
            using var pixels = streamed.CopyMemory();
            if (format == PictureFormat.WebP) return pixels.WebpsaveBuffer(q: 80, effort: 4, keep: Enums.ForeignKeep.None);
            using var opaque = pixels.HasAlpha() ? pixels.Flatten(background: [255, 255, 255]) : null;
            return (opaque ?? pixels).JpegsaveBuffer(q: 82, optimizeCoding: true, interlace: true, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException)
        {
            return null;
        }
    }

    private static bool IsTaken(Image head) => head.Contains("vips-loader") && head.Get("vips-loader") is string loader && Loaders.Contains(loader);

    private static bool IsTooLarge(Image head) => (long)head.Width * head.Height > PixelLimit;

    private static PictureSize Upright(Image head)
    {
        var sideways = head.Contains("orientation") && head.Get("orientation") is int and >= 5 and <= 8;
        return sideways ? new PictureSize(head.Height, head.Width) : new PictureSize(head.Width, head.Height);
    }
}
