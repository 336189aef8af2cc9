using Chancery.Features.Stories;
using Chancery.Kernel;

namespace Chancery.Tests.Stories;

public class EditionTests
{
    private static readonly DateTime Now = new(2026, 9, 17, 2, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Writer = Guid.CreateVersion7();
    private static readonly Guid Approver = Guid.CreateVersion7();

    /// <summary>docs/rules/editions.md, as a table: in each situation, what each verb answers.</summary>
    public static TheoryData<string, string, string?> Table
    {
        get
        {
            string[] verbs = ["write", "send", "approve", "return", "publish", "move", "correct", "drop", "withdraw"];
            (string Situation, string?[] Answers)[] rows =
            [
                ("draft", [null, null, "not-in-review", "not-in-review", "not-approved", "not-waiting", "not-published", "no-correction", "not-published"]),
                ("returned", [null, null, "not-in-review", "not-in-review", "not-approved", "not-waiting", "not-published", "no-correction", "not-published"]),
                ("in review", ["not-a-draft", "not-a-draft", null, null, "not-approved", "not-waiting", "not-published", "no-correction", "not-published"]),
                ("approved", ["not-a-draft", "not-a-draft", "not-in-review", null, null, "not-waiting", "not-published", "no-correction", "not-published"]),
                ("published", ["not-a-draft", "not-a-draft", "not-in-review", "not-in-review", "not-approved", "not-waiting", null, "no-correction", null]),
                ("embargoed", ["not-a-draft", "not-a-draft", "not-in-review", "not-in-review", "not-approved", null, null, "no-correction", null]),
                ("correction", [null, null, "not-in-review", "not-in-review", "not-approved", "not-waiting", "not-published", null, null]),
                ("correction in review", ["not-a-draft", "not-a-draft", null, null, "not-approved", "not-waiting", "not-published", "no-correction", null]),
                ("correction approved", ["not-a-draft", "not-a-draft", "not-in-review", null, null, "not-waiting", "not-published", "no-correction", null]),
                ("withdrawn", ["not-a-draft", "not-a-draft", "not-in-review", "not-in-review", "not-approved", "not-waiting", "not-published", "no-correction", "not-published"]),
            ];
            var table = new TheoryData<string, string, string?>();
            foreach (var (situation, answers) in rows)
            {
                for (var i = 0; i < verbs.Length; i++) table.Add(situation, verbs[i], answers[i]);
            }
            return table;
        }
    }

    [Theory]
    [MemberData(nameof(Table))]
    public void In_each_state_each_verb_does_its_work_or_says_why_not(string situation, string verb, string? code)
    {
        var edition = In(situation);
        var before = (edition.State, edition.PublicRevision, edition.OpensAt);

        Assert.Equal(code is null ? null : $"story.{code}", Do(edition, verb)?.Code);
        if (code is not null) Assert.Equal(before, (edition.State, edition.PublicRevision, edition.OpensAt));
    }

    [Fact]
    public void Whoever_had_a_hand_in_the_text_does_not_approve_it()
    {
        var edition = In("in review");
        Assert.Equal("story.own-text", edition.Approve(Writer, twoPeople: true)?.Code);

        // A second pair of hands does not make the first one independent.
        edition.Return("Once more.");
        var other = Guid.CreateVersion7();
        edition.Write("A title", "", "Changed by somebody else.", other, Now);
        edition.SendForReview(other);
        Assert.Equal("story.own-text", edition.Approve(Writer, twoPeople: true)?.Code);
        Assert.Equal("story.own-text", edition.Approve(other, twoPeople: true)?.Code);
        Assert.Null(edition.Approve(Approver, twoPeople: true));
    }

    [Fact]
    public void A_mission_of_one_person_approves_alone() => Assert.Null(In("in review").Approve(Writer, twoPeople: false));

    [Fact]
    public void A_correction_is_sent_with_its_note_only()
    {
        var edition = In("correction");
        edition.CorrectionNote = "";
        Assert.Equal(new Refusal("story.no-correction-note", "CorrectionNote"), edition.SendForReview(Writer));
    }

    [Fact]
    public void A_correction_that_is_given_up_leaves_what_the_public_reads()
    {
        var edition = In("correction");
        var published = edition.Revisions[^1];
        edition.Write("Another title", "", "Another text", Writer, Now);

        Assert.Null(edition.DropCorrection(published));
        Assert.Equal((EditionState.Published, published.Title, published.Body, 1), (edition.State, edition.Title, edition.Body, edition.PublicRevision));
    }

    [Fact]
    public void Text_is_kept_in_nfc_with_one_kind_of_line_ending_and_no_control_characters()
    {
        var edition = In("draft");
        edition.Write(" 한\n국 ", "a\0b", "one\r\ntwo\u0001\ud83d ", Writer, Now);
        Assert.Equal(("한 국", "ab", "one\ntwo\ufffd"), (edition.Title, edition.Summary, edition.Body));
    }

    [Fact]
    public void A_text_over_the_limit_is_refused_at_its_field()
    {
        var refusal = In("draft").Write(new string('x', Edition.TitleLimit + 1), "", "", Writer, Now);
        Assert.Equal(("story.too-long", "Title"), (refusal!.Code, refusal.Field));
    }

    private static Refusal? Do(Edition edition, string verb) => verb switch
    {
        "write" => edition.Write("Another title", "", "Another text", Writer, Now),
        "send" => edition.SendForReview(Writer),
        "approve" => edition.Approve(Approver, twoPeople: true),
        "return" => edition.Return("Please mend."),
        "publish" => edition.Publish(edition.NextRevision(new Dictionary<Guid, Chancery.Platform.Files.EvidenceFile>(), Approver, Now), Now),
        "move" => edition.MoveOpening(Now.AddHours(5), Now),
        "correct" => edition.Correct(),
        "drop" => edition.DropCorrection(edition.Revisions.LastOrDefault() ?? edition.NextRevision(new Dictionary<Guid, Chancery.Platform.Files.EvidenceFile>(), null, Now)),
        "withdraw" => edition.Withdraw("A mistake."),
        _ => throw new ArgumentException(verb, nameof(verb)),
    };

    private static Edition In(string situation)
    {
        var edition = new Edition { MissionId = Guid.CreateVersion7(), StoryId = Guid.CreateVersion7(), Language = "en" };
        Assert.Null(edition.Write("A title", "A summary", "A text", Writer, Now));
        string[] path = situation switch
        {
            "draft" => [],
            "returned" => ["send", "return"],
            "in review" => ["send"],
            "approved" => ["send", "approve"],
            "published" or "embargoed" => ["send", "approve", "publish"],
            "correction" => ["send", "approve", "publish", "correct"],
            "correction in review" => ["send", "approve", "publish", "correct", "send"],
            "correction approved" => ["send", "approve", "publish", "correct", "send", "approve"],
            "withdrawn" => ["send", "approve", "publish", "withdraw"],
            _ => throw new ArgumentException(situation, nameof(situation)),
        };
        if (situation == "embargoed") edition.EmbargoUntil = Now.AddHours(1);
        foreach (var verb in path)
        {
            if (verb == "send" && edition.InCorrection) edition.CorrectionNote = "The date was wrong.";
            Assert.Null(Do(edition, verb));
        }
        if (edition.InCorrection) edition.CorrectionNote = "The date was wrong.";
        return edition;
    }
}
