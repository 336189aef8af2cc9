using System.Globalization;
using System.Text;
using Chancery.Features.Campaigns;
using Chancery.Kernel;
using Chancery.Platform.Access;

namespace Chancery.Tests.Campaigns;

public sealed class CalendarFeedTests
{
    private static readonly Mission Seoul = new() { Slug = "seoul", Name = new Translated(("en", "Institute")), Zone = "Asia/Seoul" };
    private static readonly DateTime Changed = new(2026, 9, 1, 3, 4, 5, DateTimeKind.Utc);
    private readonly PlanGiven _plan = new(Seoul.Id, "rivers");

    [Fact]
    public void A_feed_is_valid_for_a_parser_that_only_knows_the_standard()
    {
        var calendar = Read();
        Assert.Equal("VCALENDAR", calendar.Name);
        Assert.Equal("2.0", calendar.One("VERSION").Value);
        Assert.False(string.IsNullOrEmpty(calendar.One("PRODID").Value));
        Assert.Single(calendar.Parts, p => p.Name == "VTIMEZONE" && p.One("TZID").Value == "Asia/Seoul" && p.Parts.Any(o => o.Name == "STANDARD" && o.One("TZOFFSETTO").Value == "+0900"));
        var events = calendar.Parts.Where(p => p.Name == "VEVENT").ToList();
        Assert.Equal(4, events.Count);
        Assert.Equal(4, events.Select(e => e.One("UID").Value).Distinct(StringComparer.Ordinal).Count());
        Assert.All(events, e => Assert.Equal("20260901T030405Z", e.One("DTSTAMP").Value));
        Assert.All(events, e => Assert.Equal("20260901T030405Z", e.One("LAST-MODIFIED").Value));
    }

    [Fact]
    public void Whole_days_end_the_day_after_and_hours_name_their_zone()
    {
        var calendar = Read();
        var banners = calendar.Event("배너");
        Assert.Equal(("DATE", "20260914"), (banners.One("DTSTART").Parameters["VALUE"], banners.One("DTSTART").Value));
        Assert.Equal("20260929", banners.One("DTEND").Value);
        var ride = calendar.Event("자전거");
        Assert.Equal(("Asia/Seoul", "20260919T100000"), (ride.One("DTSTART").Parameters["TZID"], ride.One("DTSTART").Value));
        Assert.Equal("20260919T123000", ride.One("DTEND").Value);
        Assert.Equal("20260919T100000", calendar.Event("한 시각").One("DTSTART").Value);
        Assert.Equal("20260919T110000", calendar.Event("한 시각").One("DTEND").Value);
    }

    [Fact]
    public void A_cancelled_action_is_cancelled_and_the_sequence_is_its_version()
    {
        var calendar = Read();
        Assert.Equal("CANCELLED", calendar.Event("취소한 공연").One("STATUS").Value);
        Assert.Equal("7", calendar.Event("취소한 공연").One("SEQUENCE").Value);
        Assert.Equal("CONFIRMED", calendar.Event("배너").One("STATUS").Value);
        Assert.Equal("37.528300;126.932700", calendar.Event("자전거").One("GEO").Value);
    }

    [Fact]
    public void Hangul_commas_semicolons_backslashes_and_line_ends_come_back_as_they_were()
    {
        var ride = Read().Event("자전거");
        Assert.Equal(Long, Line.Text(ride.One("DESCRIPTION").Value));
        Assert.Equal("여의도한강공원; 제1주차장, 물빛광장\\쪽", Line.Text(ride.One("LOCATION").Value));
    }

    [Fact]
    public void The_library_reads_back_what_it_wrote()
    {
        var calendar = Ical.Net.Calendar.Load(Write())!;
        var ride = calendar.Events.Single(e => e.Summary!.Contains("자전거", StringComparison.Ordinal));
        Assert.Equal(Long, ride.Description!.ReplaceLineEndings("\n"));
        Assert.Equal(new DateTime(2026, 9, 19, 1, 0, 0, DateTimeKind.Utc), ride.DtStart!.AsUtc);
        Assert.False(calendar.Events.Single(e => e.Summary == "배너").DtStart!.HasTime);
    }

    private const string Long =
        "강변을 따라 함께 달립니다, 참가비는 없습니다; 물과 간식을 드립니다.\n둘째 줄: 안전모를 꼭 쓰세요\\ 그리고 스물네 번째 기념일을 함께 되새기는 아주 긴 설명이 이어집니다 🚲🚲🚲.";

    private string Write()
    {
        var ride = _plan.Action("Ride", "2026-09-19");
        ride.Title = new Translated(("ko", "한강 자전거 행진"));
        ride.Description = new Translated(("ko", Long));
        ride.Place = new Translated(("ko", "여의도한강공원; 제1주차장, 물빛광장\\쪽"));
        (ride.Latitude, ride.Longitude, ride.StartsAt, ride.EndsAt) = (37.5283, 126.9327, new TimeOnly(10, 0), new TimeOnly(12, 30));
        var open = _plan.Action("한 시각", "2026-09-19");
        (open.Title, open.StartsAt) = (new Translated(("ko", "한 시각")), new TimeOnly(10, 0));
        _plan.Action("배너", "2026-09-14", "2026-09-28").Title = new Translated(("ko", "배너"));
        var off = _plan.Action("취소한 공연", "2026-09-20");
        off.Title = new Translated(("ko", "취소한 공연"));
        off.Cancel(new Translated(("ko", "비")));
        off.Version = 7;
        return CalendarFeed.Write(Seoul, _plan.Programme, _plan.Actions, _ => Changed, "https://desk.example/desk/seoul/programmes/rivers", "ko");
    }

    private Component Read() => Component.Parse(Write());

    /// <summary>A content line of RFC 5545, read strictly.</summary>
    private sealed record Line(string Name, IReadOnlyDictionary<string, string> Parameters, string Value)
    {
        public static Line Parse(string line)
        {
            var colon = ValueStart(line);
            var parts = line[..colon].Split(';');
            Assert.Matches("^[A-Z0-9-]+$", parts[0]);
            return new Line(parts[0], parts.Skip(1).Select(p => p.Split('=', 2)).ToDictionary(p => p[0], p => p[1].Trim('"'), StringComparer.Ordinal), line[(colon + 1)..]);
        }

        /// <summary>A TEXT value without its escapes; a bare comma, semicolon or unknown escape is an error.</summary>
        public static string Text(string value)
        {
            var output = new StringBuilder();
            for (var i = 0; i < value.Length; i++)
            {
                Assert.False(value[i] is ',' or ';', $"unescaped {value[i]} at {i.ToString(CultureInfo.InvariantCulture)}");
                output.Append(value[i] != '\\' ? value[i] : value[++i] switch
                {
                    'n' or 'N' => '\n',
                    '\\' or ',' or ';' => value[i],
                    var other => throw new FormatException($"\\{other}"),
                });
            }
            return output.ToString();
        }

        private static int ValueStart(string line)
        {
            var quoted = false;
            for (var i = 0; i < line.Length; i++)
            {
                if (line[i] == '"') quoted = !quoted;
                else if (line[i] == ':' && !quoted) return i;
            }
            throw new FormatException(line);
        }
    }

    private sealed record Component(string Name, List<Line> Lines, List<Component> Parts)
    {
        public Line One(string name) => Assert.Single(Lines, l => l.Name == name);

        public Component Event(string title) => Assert.Single(Parts, p => p.Name == "VEVENT" && p.One("SUMMARY").Value.Contains(title, StringComparison.Ordinal));

        public static Component Parse(string text)
        {
            Assert.EndsWith("\r\n", text, StringComparison.Ordinal);
            var physical = text[..^2].Split("\r\n");
            Assert.All(physical, l => Assert.InRange(Encoding.UTF8.GetByteCount(l), 1, 75));
            Assert.All(physical, l => Assert.DoesNotContain(l, c => c is '\r' or '\n' || (char.IsControl(c) && c != '\t')));
            // Cut inside a character, a line would not be UTF-8 by itself.
            Assert.All(physical, l => Assert.DoesNotContain('\uFFFD', l));
            Assert.All(physical, l => Assert.False(char.IsLowSurrogate(l[0]) || char.IsHighSurrogate(l[^1]), l));
            var lines = new List<string>();
            foreach (var line in physical)
            {
                if (line[0] is ' ' or '\t') lines[^1] += line[1..];
                else lines.Add(line);
            }
            var open = new Stack<Component>();
            foreach (var line in lines.Select(Line.Parse))
            {
                switch (line.Name)
                {
                    case "BEGIN":
                        var part = new Component(line.Value, [], []);
                        if (open.Count > 0) open.Peek().Parts.Add(part);
                        open.Push(part);
                        break;
                    case "END":
                        var closed = open.Pop();
                        Assert.Equal(closed.Name, line.Value);
                        if (open.Count == 0)
                        {
                            return closed;
                        }
                        break;
                    default:
                        open.Peek().Lines.Add(line);
                        break;
                }
            }
            throw new FormatException("no END");
        }
    }
}
