using System.Net;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Platform.Web;
using Chancery.Storage;
using Chancery.Tests.House;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Chancery.Tests.Files;

public sealed class UploadTests(SqliteHouse house) : IClassFixture<SqliteHouse>
{
    public static TheoryData<string, byte[], string> Good => new()
    {
        { "a.jpg", TestFiles.Jpeg(), "image/jpeg" },
        { "A.JPEG", TestFiles.Jpeg(), "image/jpeg" },
        { "사진.png", TestFiles.Png(), "image/png" },
        { "a.gif", TestFiles.Gif(), "image/gif" },
        { "a.webp", TestFiles.WebP(), "image/webp" },
        { "a.pdf", TestFiles.Pdf(), "application/pdf" },
        { "a.mp4", TestFiles.Mp4(), "video/mp4" },
        { "a.docx", TestFiles.Docx(), MediaType.Docx },
        { "a.xlsx", TestFiles.Xlsx(), MediaType.Xlsx },
        { "a.hwpx", TestFiles.Hwpx(), "application/hwp+zip" },
        { "a.odt", TestFiles.Odt(), "application/vnd.oasis.opendocument.text" },
        { "C:\\photos\\no-extension", TestFiles.Jpeg(7), "image/jpeg" },
    };

    public static TheoryData<string, byte[], string> Bad => new()
    {
        { "a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>1</script></svg>"u8.ToArray(), "not accepted" },
        { "a.html", "<!doctype html><script>1</script>"u8.ToArray(), "not accepted" },
        { "a.txt", "plain words"u8.ToArray(), "not accepted" },
        { "a.exe", [0x4D, 0x5A, 0x90, 0, 3, 0, 0, 0], "not accepted" },
        { "a.jpg", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0], "not accepted" },
        { "a.sh", "#!/bin/sh\nrm -rf /\n"u8.ToArray(), "not accepted" },
        { "a.gif", "GIF89a/*<script>alert(1)</script>*/=1"u8.ToArray(), "not accepted" },
        { "a.pdf", "%PDF-1.4 <html><script>1</script>"u8.ToArray(), "not accepted" },
        { "a.zip", TestFiles.Zip(("readme.txt", "x")), "not accepted" },
        { "a.jar", TestFiles.Zip(("META-INF/MANIFEST.MF", "x")), "not accepted" },
        { "a.docx", TestFiles.Zip(("[Content_Types].xml", "x"), ("word/document.xml", "x"), ("word/vbaProject.bin", "x")), "not accepted" },
        { "a.docx", TestFiles.Zip(("[Content_Types].xml", "x"), ("ppt/presentation.xml", "x")), "not accepted" },
        { "a.docx", TestFiles.Docx()[..60], "not accepted" },
        { "a.html", TestFiles.Jpeg(), "not what its name says" },
        { "a.pdf", TestFiles.Png(), "not what its name says" },
        { "a.jpg", TestFiles.Jpeg()[..200], "cannot be read" },
        { "a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 1, 2, 3], "cannot be read" },
        { "a.png", TestFiles.PixelFlood(), "million pixels" },
        { "a.png", [], "empty" },
    };

    [Theory]
    [MemberData(nameof(Good))]
    public async Task What_is_accepted_is_kept_untouched_under_the_type_of_its_bytes(string name, byte[] bytes, string mediaType)
    {
        var editor = await house.As(Role.Editor);
        Assert.Equal(HttpStatusCode.Redirect, (await Send(editor, name, bytes)).Status);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var file = await house.Rows(db => db.Set<EvidenceFile>().FirstAsync(f => f.Sha256 == sha));
        Assert.Equal((mediaType, (long)bytes.Length), (file.MediaType, file.Size));
        Assert.Equal(mediaType.StartsWith("image/", StringComparison.Ordinal) ? 64 : null, file.Width);
        Assert.Equal(bytes, await File.ReadAllBytesAsync(house.Services.GetRequiredService<FileStore>().PathOf(sha), TestContext.Current.CancellationToken));
        Assert.Empty(Incoming());

        using var original = await editor.Client.GetAsync(new Uri($"/desk/seoul/evidence/{file.Id}/original", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(bytes, await original.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
        Assert.StartsWith("sandbox;", original.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", original.Headers.GetValues("X-Content-Type-Options").Single());
        var thumbnail = await editor.Get($"/desk/seoul/evidence/{file.Id}/thumb");
        Assert.Equal(file.IsPicture ? "image/webp" : "text/html", thumbnail.MediaType);
    }

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task What_is_refused_is_refused_with_its_reason_and_leaves_nothing(string name, byte[] bytes, string reason)
    {
        var (rows, files) = (await Rows(), Kept());
        var answer = await Send(await house.As(Role.Editor), name, bytes);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(reason, answer.Main, StringComparison.Ordinal);
        Assert.Contains("Choose the files again", answer.Main, StringComparison.Ordinal);
        Assert.Equal(rows, await Rows());
        Assert.Equal(files, Kept());
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task One_bad_file_of_several_and_nothing_of_them_is_kept()
    {
        var (rows, files) = (await Rows(), Kept());
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(TestFiles.Png(901)), "Sent", "good.png" },
            { new ByteArrayContent("bad"u8.ToArray()), "Sent", "bad.txt" },
        };
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await (await house.As(Role.Editor)).Post("/desk/seoul/evidence", form)).Status);
        Assert.Equal(rows, await Rows());
        Assert.Equal(files, Kept());
    }

    [Fact]
    public async Task A_file_over_the_limit_of_its_type_is_refused()
    {
        var pdf = new byte[25 * 1024 * 1024 + 1];
        TestFiles.Pdf().CopyTo(pdf, 0);
        var answer = await Send(await house.As(Role.Editor), "large.pdf", pdf);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains("larger than 25 MB", answer.Main, StringComparison.Ordinal);
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task The_same_file_twice_is_one_file()
    {
        var editor = await house.As(Role.Editor);
        var bytes = TestFiles.Png(77);
        await Send(editor, "one.png", bytes);
        var rows = await Rows();
        await Send(editor, "two.png", bytes);
        Assert.Equal(rows, await Rows());
    }

    [Theory]
    [InlineData(28)]
    [InlineData(122)]
    public async Task A_full_disk_is_507_and_leaves_nothing_behind(int errno)
    {
        var store = house.Services.GetRequiredService<FileStore>();
        await using var full = new Breaking(new IOException("No space left on device", errno));
        var thrown = await Assert.ThrowsAsync<IOException>(() => store.PutAsync(full, 1 << 20, TestContext.Current.CancellationToken));
        Assert.Equal(StatusCodes.Status507InsufficientStorage, Breakdowns.StatusOf(thrown));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing_behind()
    {
        var store = house.Services.GetRequiredService<FileStore>();
        await using var cut = new Breaking(new OperationCanceledException());
        await Assert.ThrowsAsync<OperationCanceledException>(() => store.PutAsync(cut, 1 << 20, TestContext.Current.CancellationToken));
        Assert.Empty(Incoming());
        Assert.Null(await store.PutAsync(new MemoryStream(new byte[100]), 99, TestContext.Current.CancellationToken));
        Assert.Empty(Incoming());
    }

    [Fact]
    public async Task Words_about_a_file_are_kept_per_language_and_the_second_editor_is_told()
    {
        var editor = await house.As(Role.Editor);
        var bytes = TestFiles.Png(333);
        await Send(editor, "described.png", bytes);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var id = await house.Rows(db => db.Set<EvidenceFile>().Where(f => f.Sha256 == sha).Select(f => f.Id).FirstAsync());
        var page = await editor.Get($"/desk/seoul/evidence/{id}");
        await editor.Submit(page, "main form", ("Texts.Alt[ko]", "강가의 부스"), ("Texts.Credit[en]", "Ilse Marten"));
        var late = await editor.Submit(page, "main form", ("Texts.Alt[ko]", "다른 설명"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("강가의 부스", late.Main, StringComparison.Ordinal);
        Assert.Equal("다른 설명", late.Document.GetElementById("Texts_Alt_ko_")!.GetAttribute("value"));
        var file = await house.Rows(db => db.Set<EvidenceFile>().SingleAsync(f => f.Id == id));
        Assert.Equal(("강가의 부스", "Ilse Marten"), (file.Alt.In("ko"), file.Credit.In("en")));
    }

    [Theory]
    [InlineData(Role.Coordinator, HttpStatusCode.Forbidden, HttpStatusCode.OK)]
    [InlineData(Role.Volunteer, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden)]
    [InlineData(Role.Reviewer, HttpStatusCode.OK, HttpStatusCode.OK)]
    public async Task The_original_is_for_those_who_may_open_evidence(Role role, HttpStatusCode original, HttpStatusCode thumbnail)
    {
        var bytes = TestFiles.Png(444);
        await Send(await house.As(Role.Editor), "guarded.png", bytes);
        var sha = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));
        var id = await house.Rows(db => db.Set<EvidenceFile>().Where(f => f.Sha256 == sha).Select(f => f.Id).FirstAsync());
        var visitor = await house.As(role);
        Assert.Equal(original, (await visitor.Get($"/desk/seoul/evidence/{id}/original")).Status);
        Assert.Equal(thumbnail, (await visitor.Get($"/desk/seoul/evidence/{id}/thumb")).Status);
        var other = await house.As(Role.Editor, "other");
        Assert.Equal(HttpStatusCode.NotFound, (await other.Get($"/desk/other/evidence/{id}/original")).Status);
    }

    private static async Task<Answer> Send(Visitor visitor, string name, byte[] bytes)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "Sent", name } };
        return await visitor.Post("/desk/seoul/evidence", form);
    }

    private Task<int> Rows() => house.Rows(db => db.Set<EvidenceFile>().CountAsync());

    private string FilesFolder => house.Services.GetRequiredService<DataFolder>().Files;

    private string[] Incoming() => Directory.Exists(Path.Combine(FilesFolder, "incoming")) ? Directory.GetFiles(Path.Combine(FilesFolder, "incoming")) : [];

    private int Kept() => Directory.Exists(FilesFolder) ? Directory.GetFiles(FilesFolder, "*", SearchOption.AllDirectories).Length : 0;

    /// <summary>Gives some bytes, then breaks.</summary>
    private sealed class Breaking(Exception how) : Stream
    {
        private int _given;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => _given++ < 3 ? Math.Min(count, 1000) : throw how;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _given++ < 3 ? ValueTask.FromResult(Math.Min(buffer.Length, 1000)) : ValueTask.FromException<int>(how);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
