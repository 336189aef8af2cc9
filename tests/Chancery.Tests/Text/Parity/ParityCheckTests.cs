using System.Text.Json;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

public sealed class ParityCheckTests
{
    private const string English = """
        Justice campaign launched in Korea

        The Embassy held a bicycle ride in Yeouido, Seoul, on 20 February 2016. Students of both countries took part.

        Banners were hung on Itaewon Street on February 23. The district is home to 227,000 people and covers 21.87 square kilometers.

        An article by Ambassador Ramzi Teymurov was published in The Korea Herald. Members of the association translated a video clip into Korean.
        """;

    private const string Korean = """
        한국에서 정의 캠페인 시작

        대사관은 2월 20일 서울 여의도에서 자전거 행진을 개최했다. 양국 학생들이 참가했다.

        2월 23일부터 15일간 이태원로에 현수막이 걸렸다.

        Remzi Teymurov 대사의 글이 The Korea Heald에 실렸다. 협회 회원들은 동영상을 한국어로 번역했다.
        """;

    private static ParityReport Compare(string source, string target) => ParityCheck.Compare(new("en", source), new("ko", target));

    [Fact]
    public void A_page_that_lacks_a_year_a_period_a_sentence_and_spells_two_names_differently()
    {
        var report = Compare(English, Korean);
        Assert.Equal(
            [FindingKinds.YearMissing, FindingKinds.FactMissing, FindingKinds.SentenceOnlySource, FindingKinds.NameLatin, FindingKinds.NameLatin],
            report.Findings.Select(finding => finding.Kind));
        Assert.Contains("227,000", report.Findings[2].Explanation, StringComparison.Ordinal);
        Assert.Equal("15일간", report.Findings[1].Target!.Text);
        Assert.Null(report.Findings[1].Source);
    }

    [Theory]
    [InlineData("Of 20 planned actions, 17 took place.", "계획한 활동 20건 가운데 17건을 마쳤다.", 0)]
    [InlineData("Of 20 planned actions, 12 took place.", "계획한 활동 20건 가운데 12건을 마쳤다.", 0)]
    [InlineData("Of 20 planned actions, 17 took place.", "계획한 활동 20건 가운데 16건을 마쳤다.", 1)]
    [InlineData("Of 20 planned actions, 17 took place.", "계획한 활동 30건 가운데 17건을 마쳤다.", 1)]
    public void A_share_may_be_told_in_two_numbers(string english, string korean, int findings)
    {
        Assert.Equal(findings, Compare(english, korean).Findings.Count);
        Assert.Equal(findings, ParityCheck.Compare(new("ko", korean), new("en", english)).Findings.Count);
    }

    [Fact]
    public void Exchanging_the_two_texts_mirrors_the_findings()
    {
        var there = Compare(English, Korean);
        var back = ParityCheck.Compare(new("ko", Korean), new("en", English));
        Assert.Equal(there.Findings.Select(f => (f.Rule, f.Source?.Start, f.Source?.End, f.Target?.Start, f.Explanation)).OrderBy(f => f.ToString(), StringComparer.Ordinal),
            back.Findings.Select(f => (f.Rule, f.Target?.Start, f.Target?.End, f.Source?.Start, f.Explanation)).OrderBy(f => f.ToString(), StringComparer.Ordinal));
        Assert.Contains(back.Findings, finding => finding.Kind == FindingKinds.SentenceOnlyTarget);
    }

    [Fact]
    public void The_same_input_gives_the_same_bytes()
    {
        Assert.Equal(ParityJson.Write(Compare(English, Korean), "a"), ParityJson.Write(Compare(English, Korean), "a"));
    }

    [Fact]
    public void The_same_text_twice_says_the_same()
    {
        Assert.Empty(Compare(English, English).Findings);
        Assert.Empty(ParityCheck.Compare(new("ko", Korean), new("ko", Korean)).Findings);
    }

    [Fact]
    public void Spans_count_UTF16_units_of_the_text_as_given()
    {
        var korean = Korean.Normalize(System.Text.NormalizationForm.FormD);
        var report = Compare("🚲 " + English, "🚲🚲 " + korean);
        Assert.NotEmpty(report.Findings);
        foreach (var finding in report.Findings)
        {
            if (finding.Source is { } source) Assert.Equal(source.Text, ("🚲 " + English)[source.Start..source.End]);
            if (finding.Target is { } target) Assert.Equal(target.Text, ("🚲🚲 " + korean)[target.Start..target.End]);
        }
        Assert.Contains(report.Findings, finding => finding.Target?.Text.Normalize() == "15일간");
    }

    [Fact]
    public void Markup_is_no_difference()
    {
        var report = Compare(
            "---\ntitle: A week of songs\nweight: 10\n---\n\n## The *week*\n\n- **12** songs were sung\n- See [the list](https://example.org/songs)\n\n| Day | Songs |\n|---|---|\n| Monday | 7 |\n\n```\ncode 1 2 3\n```\n",
            "---\ntitle: 노래의 주간\nweight: 20\n---\n\n## 그 *주간*\n\n* 노래 **12**곡을 불렀다\n* [목록](https://example.org/songs) 보기\n\n| 요일 | 노래 |\n| --- | --- |\n| 월요일 | 7 |\n\n```\ncode 1 2 3\n```\n");
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_sentence_that_moved_is_not_missing()
    {
        var report = Compare(
            "The ride began at 9:30 in front of the National Assembly. Some 350 students took part in it.\n\nThe museum was opened by the mayor. Admission is free on Sundays.",
            "학생 350여 명이 참가했다.\n\n박물관은 시장이 개관했다. 일요일에는 입장이 무료이다. 행진은 국회 앞에서 9시 30분에 시작되었다.");
        Assert.DoesNotContain(report.Findings, finding => finding.Kind is FindingKinds.FactMissing or FindingKinds.Number or FindingKinds.Time);
    }

    [Fact]
    public void A_given_name_settles_what_sound_cannot()
    {
        var options = new ParityOptions
        {
            Names =
            [
                new(new Dictionary<string, string> { ["en"] = "Ann Example", ["ko"] = "안나 보기" }),
                new(new Dictionary<string, string> { ["en"] = "Bob Sample", ["ko"] = "밥 표본" }),
            ],
        };
        var right = ParityCheck.Compare(new("en", "Director Ann Example opened the fair."), new("ko", "안나 보기 국장이 박람회를 개막했다."), options);
        var wrong = ParityCheck.Compare(new("en", "Director Ann Example opened the fair."), new("ko", "밥 표본 국장이 박람회를 개막했다."), options);
        Assert.Empty(right.Findings);
        Assert.Equal(FindingKinds.NameOther, Assert.Single(wrong.Findings).Kind);
    }

    [Fact]
    public void One_spelling_within_an_edition()
    {
        var text = "The article is by Ramzi Teymurov. Later Ramzi Teymurov spoke. In the end Remzi Teymurov answered questions.";
        var report = Compare(text, "글은 람지 테이무로프가 썼다. 나중에 람지 테이무로프가 연설했다. 끝으로 람지 테이무로프가 질문에 답했다.");
        var finding = Assert.Single(report.Findings);
        Assert.Equal(("spelling", "Remzi"), (finding.Rule, finding.Source!.Text));
    }

    [Fact]
    public void The_age_behind_a_quotation_is_a_fact_like_any_other()
    {
        var report = Compare(
            "The exhibition closed on Sunday.\n\n> We walked for three days to reach the town.\n> — Aliya, 67, a survivor from Khojaly",
            "전시회는 일요일에 끝났습니다.\n\n> 우리는 사흘을 걸어 마을에 닿았습니다.\n> — 알리야(76), 호잘리 생존자");
        var finding = Assert.Single(report.Findings);
        Assert.Equal((FindingKinds.Number, "67", "76"), (finding.Kind, finding.Source!.Text, finding.Target!.Text));
    }

    [Theory]
    [InlineData("The school got new bicycles from the embassy.", "학교는 대사관에서 새 자전거 2대를 받았습니다.", "2대")]
    [InlineData("The police recorded accidents on the day of the race.", "경찰은 경주가 열린 날 사고 0건을 기록했습니다.", "0건")]
    [InlineData("The bridge over the river is long.", "강 위의 다리는 길이가 2km입니다.", "2km")]
    public void None_and_two_are_told_where_somebody_counted(string english, string korean, string missing)
    {
        var finding = Assert.Single(Compare(english, korean).Findings);
        Assert.Equal((FindingKinds.FactMissing, missing), (finding.Kind, finding.Target!.Text));
    }

    [Theory]
    [InlineData("More than one student asked.", "학생 두 명 이상이 물었습니다.")]
    [InlineData("Both countries took part.", "두 나라가 참가했습니다.")]
    [InlineData("A student asked.", "학생 1명이 물었습니다.")]
    public void None_and_two_of_grammar_are_not_told(string english, string korean) => Assert.Empty(Compare(english, korean).Findings);

    [Fact]
    public void Two_spaces_between_words_are_a_note()
    {
        var finding = Assert.Single(Compare("The concert was held in the park.", "음악회가  공원에서 열렸습니다.").Findings);
        Assert.Equal((FindingKinds.Style, Severity.Note, "음악회가  공원에서"), (finding.Kind, finding.Severity, finding.Target!.Text));
        Assert.Empty(Compare("One line  \nand another", "한 줄  \n또 한 줄").Findings);
    }

    [Fact]
    public void A_year_that_became_a_number_is_one_difference()
    {
        var finding = Assert.Single(Compare("The function returns 1991 for this date.", "이 함수는 이 날짜에 대해 9991을 반환합니다.").Findings);
        Assert.Equal((FindingKinds.Number, "1991", "9991"), (finding.Kind, finding.Source!.Text, finding.Target!.Text));
    }

    [Fact]
    public void A_misspelt_name_is_told_once()
    {
        var finding = Assert.Single(Compare(
            "Open Harbour Writer first. Then Harbour Writer asks for a name. Close Harbour Writer at the end.",
            "먼저 Harbour Writer를 여십시오. 그러면 Harbour Wrtier가 이름을 묻습니다. 끝으로 Harbour Writer를 닫으십시오.").Findings);
        Assert.Equal(("name-latin", "Wrtier"), (finding.Rule, finding.Target!.Text));
    }

    [Fact]
    public void Findings_say_as_data_what_they_explain()
    {
        var number = Assert.Single(Compare("It has 120 rooms.", "방이 130개 있다.").Findings);
        Assert.Equal((FindingReasons.Differs, "120", "130"), (number.Reason, number.Values[0].Fact!.Reading, number.Values[1].Fact!.Reading));
        var mirrored = Assert.Single(ParityCheck.Compare(new("ko", "방이 130개 있다."), new("en", "It has 120 rooms.")).Findings);
        Assert.Equal(("130", "120"), (mirrored.Values[0].Text, mirrored.Values[1].Text));
    }

    [Fact]
    public void A_text_over_the_limit_is_refused()
    {
        var report = ParityCheck.Compare(new("en", new string('a', 50)), new("ko", "가"), new() { MaxLength = 20 });
        Assert.Contains("20", report.Refusal, StringComparison.Ordinal);
        Assert.Empty(report.Findings);
    }

    [Fact]
    public void A_language_that_is_not_known_is_said()
    {
        var report = ParityCheck.Compare(new("en", "There are 120 stars."), new("tlh", "tera 130 Hov"));
        Assert.Contains("tlh", Assert.Single(report.Remarks), StringComparison.Ordinal);
        Assert.Equal(FindingKinds.Number, Assert.Single(report.Findings).Kind);
    }

    [Fact]
    public void Every_edition_is_compared_with_the_source()
    {
        var reports = ParityCheck.CompareAll(new("en", "It has 120 rooms."), [new("ko", "방이 120개 있다."), new("de", "Es hat 130 Zimmer.")]);
        Assert.Empty(reports[0].Findings);
        Assert.Equal(("de", FindingKinds.Number), (reports[1].TargetLanguage, Assert.Single(reports[1].Findings).Kind));
    }

    [Fact]
    public void Json_is_as_documented()
    {
        using var json = JsonDocument.Parse(ParityJson.Write(Compare("It has 120 rooms.", "방이 130개 있다."), "x1"));
        var root = json.RootElement;
        Assert.Equal("x1", root.GetProperty("id").GetString());
        Assert.Equal(["en", "ko"], root.GetProperty("languages").EnumerateArray().Select(language => language.GetString()));
        var finding = Assert.Single(root.GetProperty("findings").EnumerateArray());
        Assert.Equal(["kind", "severity", "rule", "explanation", "source", "target"], finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal(["start", "end", "text", "reading"], finding.GetProperty("source").EnumerateObject().Select(property => property.Name));
        Assert.Equal(7, finding.GetProperty("source").GetProperty("start").GetInt32());
    }

    [Fact]
    public void Json_lines_are_read_and_what_is_wrong_is_said()
    {
        var input = ParityJson.Read("""{"id":7,"source":{"language":"en","text":"a"},"target":{"language":"ko","text":"b"}}""", out var problem);
        Assert.Null(problem);
        Assert.Equal(("7", "b"), (input!.Id, input.Target.Text));
        Assert.Null(ParityJson.Read("{}", out problem));
        Assert.Contains("source", problem, StringComparison.Ordinal);
        Assert.Null(ParityJson.Read("nonsense", out problem));
        Assert.NotNull(problem);
    }

    [Fact]
    public void The_lines_for_people_mark_the_words_and_say_the_readings()
    {
        var text = ParityPrint.Write(Compare("The district has 227,000 inhabitants.", "이 구의 인구는 22만 9천 명이다."));
        Assert.Contains("[227,000", text, StringComparison.Ordinal);
        Assert.Contains("[22만 9천 명]", text, StringComparison.Ordinal);
        Assert.Contains("= 229,000", text, StringComparison.Ordinal);
        Assert.Contains("1 finding", text, StringComparison.Ordinal);
        Assert.Equal("The two editions say the same.\n", ParityPrint.Write(Compare("A", "가")));
    }
}
