using System.Net;
using System.Text;
using Chancery.Platform.Access;
using Chancery.Platform.Files;
using Chancery.Tests.House;
using NetVips;

namespace Chancery.Tests.Newsroom;

public abstract class MediaTests
{
    private readonly House.House _house;

    protected MediaTests(House.House house)
    {
        house.Require();
        _house = house;
    }

    [Theory]
    [InlineData("320.webp", "image/webp")]
    [InlineData("600.jpg", "image/jpeg")]
    [InlineData("og.jpg", "image/jpeg")]
    public async Task A_public_copy_tells_nothing_of_the_place_or_the_camera_and_stands_upright(string copy, string type)
    {
        var secret = "secret place of " + copy;
        var original = TestPictures.Jpeg(secret);
        Assert.Contains(secret, Encoding.Latin1.GetString(original), StringComparison.Ordinal);
        var photo = await _house.Picture(original);
        await _house.Publish("with-a-photo-" + copy.Replace('.', '-'), [("en", "With a photo", "Look.")], lead: photo);

        using var answer = await _house.Client().GetAsync(new Uri($"/media/{photo.Sha256}/{copy}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TimeSpan.FromDays(365), answer.Headers.CacheControl?.MaxAge);
        Assert.True(answer.Headers.CacheControl?.Public);
        var bytes = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var text = Encoding.Latin1.GetString(bytes);
        Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Exif", text, StringComparison.OrdinalIgnoreCase);
        using var picture = Image.NewFromBuffer(bytes);
        Assert.DoesNotContain(picture.GetFields(), field => field.StartsWith("exif", StringComparison.Ordinal));
        if (copy == "og.jpg") Assert.Equal((1200, 630), (picture.Width, picture.Height));
        else Assert.True(picture.Height > picture.Width, "The picture lies on its side.");
    }

    [Fact]
    public async Task A_picture_that_no_public_text_shows_is_for_members_only()
    {
        var photo = await _house.Picture(TestPictures.Jpeg("kept in the drawer"));
        var address = $"/media/{photo.Sha256}/320.webp";
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get(address)).Status);
        Assert.Equal(HttpStatusCode.OK, (await (await _house.As(Role.Editor)).Get(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _house.As(Role.Volunteer)).Get(address)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await _house.As(Role.Editor, "other")).Get(address)).Status);
        // Now there is a copy on the disk; it is no more public for that.
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get(address)).Status);
    }

    [Fact]
    public async Task A_picture_inside_a_public_text_is_public()
    {
        var photo = await _house.Picture(TestPictures.Jpeg("in the text"));
        var story = _house.Draft("picture-inside");
        var edition = new Features.Stories.Edition
        {
            MissionId = _house.Seoul, StoryId = story.Id, Language = "en", Title = "Inside", Body = $"Look:\n\n![Five cyclists](evidence:{photo.Id})",
        };
        _house.PublishText(edition, _house.Now(), pictures: new Dictionary<Guid, EvidenceFile> { [photo.Id] = photo });
        story.Editions.Add(edition);
        await _house.Given(story);
        await _house.Changed();
        Assert.Contains($"/media/{photo.Sha256}/", (await _house.Anonymous().Get("/seoul/en/stories/picture-inside")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await _house.Anonymous().Get($"/media/{photo.Sha256}/600.webp")).Status);
    }

    [Theory]
    [InlineData("321.webp")]
    [InlineData("320.png")]
    [InlineData("320.webp.")]
    [InlineData("..%2f320.webp")]
    public async Task Only_the_copies_of_the_list_are_made(string copy)
    {
        var photo = await _house.Picture(TestPictures.Jpeg("list " + copy));
        await _house.Publish("list-" + photo.Sha256[..8], [("en", "List", "Look.")], lead: photo);
        Assert.Equal(HttpStatusCode.NotFound, (await _house.Anonymous().Get($"/media/{photo.Sha256}/{copy}")).Status);
    }

    [Fact]
    public async Task A_picture_is_measured_upright_and_what_is_cut_off_or_no_picture_is_refused()
    {
        var whole = Path.Combine(_house.Folder, "whole.jpg");
        var cut = Path.Combine(_house.Folder, "cut.jpg");
        var page = Path.Combine(_house.Folder, "drawing.svg");
        var bytes = TestPictures.Jpeg("measured");
        await File.WriteAllBytesAsync(whole, bytes, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(cut, bytes[..(bytes.Length / 2)], TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(page, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>", TestContext.Current.CancellationToken);
        Assert.Null(Pictures.Measure(whole, out var size));
        Assert.Equal(new PictureSize(600, 900), size);
        Assert.Equal("picture.unreadable", Pictures.Measure(cut, out _)?.Code);
        Assert.Equal("picture.unreadable", Pictures.Measure(page, out _)?.Code);
        Assert.Null(Pictures.Derive(page, 320, PictureFormat.WebP));
    }

    [Fact]
    public async Task A_small_file_that_claims_to_be_a_huge_picture_is_refused_unread()
    {
        var path = Path.Combine(_house.Folder, "huge.png");
        using (var black = Image.Black(12_000, 12_000)) await File.WriteAllBytesAsync(path, black.PngsaveBuffer(compression: 9), TestContext.Current.CancellationToken);
        Assert.Equal("picture.too-many-pixels", Pictures.Measure(path, out _)?.Code);
        Assert.Null(Pictures.Derive(path, 320, PictureFormat.WebP));
    }
}

public sealed class MediaOnSqlite(SqliteHouse house) : MediaTests(house), IClassFixture<SqliteHouse>;

public sealed class MediaOnPostgres(PostgresHouse house) : MediaTests(house), IClassFixture<PostgresHouse>;
