using System.Globalization;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>
/// English reports of an invented campaign with their Korean editions, and differences put into the Korean. Everything in
/// them is made up; the same seed gives the same report.
/// </summary>
public sealed class ReportGenerator(int seed)
{
    private static readonly (string English, string Korean, string Title, string KoreanTitle)[] People =
    [
        ("Elnur Hasanzade", "엘누르 하산자데", "Ambassador", "대사"), ("Nigar Mammadova", "니가르 맘마도바", "Professor", "교수"), ("Rashad Guliyev", "라샤드 굴리예프", "Director", "국장"),
        ("Leyla Karimova", "레일라 카리모바", "Dr.", "박사"), ("Farid Aslanov", "파리드 아슬라노프", "Minister", "장관"), ("Thomas Bergmann", "토마스 베르크만", "Professor", "교수"),
        ("Catherine Howard", "캐서린 하워드", "Dr.", "박사"), ("Dmitri Sokolov", "드미트리 소콜로프", "Director", "감독"), ("Kim Min-jun", "김민준", "Professor", "교수"),
        ("Park Ji-won", "박지원", "Mayor", "시장"), ("Lee Seo-yeon", "이서연", "Director", "관장"), ("Choi Yong-ho", "최용호", "Chairman", "위원장"),
        ("Orkhan Safarli", "오르한 사파를리", "Counsellor", "참사관"), ("Margaret Collins", "마거릿 콜린스", "Professor", "교수"), ("Vugar Rahimov", "부가르 라히모프", "Poet", "시인"),
        ("Gunel Ibrahimova", "귀넬 이브라히모바", "Ambassador", "대사"), ("Jung Hye-rin", "정혜린", "Dr.", "박사"), ("Samir Valiyev", "사미르 발리예프", "Consul", "영사"),
        ("Robert Fletcher", "로버트 플레처", "Director", "감독"), ("Aygun Najafova", "아이귄 나자포바", "Minister", "장관"), ("Han Dong-wook", "한동욱", "Secretary General", "사무총장"),
        ("Isabelle Laurent", "이자벨 로랑", "Professor", "교수"), ("Tural Babayev", "투랄 바바예프", "Ambassador", "대사"), ("Yoon Sang-min", "윤상민", "Mayor", "시장"),
    ];

    private static readonly (string English, string Korean)[] Places =
    [
        ("Seoul", "서울"), ("Busan", "부산"), ("Incheon", "인천"), ("Daegu", "대구"), ("Gwangju", "광주"), ("Jeonju", "전주"), ("Suwon", "수원"), ("Itaewon", "이태원"),
        ("Gangnam", "강남"), ("Icheon", "이천"), ("Cheonan", "천안"), ("Guro District", "구로구"), ("Mapo District", "마포구"), ("Jeju", "제주"),
    ];

    private static readonly string[] Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
    private static readonly string[] NumberWords = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
    private static readonly string[] KoreanDays = ["일", "월", "화", "수", "목", "금", "토"];
    private static readonly string[] Papers = ["The Hanbit Herald", "Seoul Observer", "Daily Morning Post", "Pacific Tribune", "Eastern Gazette"];
    private static readonly string[] Slogans = ["Remember the Valley", "Voices of the Mountain", "Bread and Roses", "Light for Tomorrow"];

    private readonly Random random = new(seed);
    private int person;

    /// <summary>A report in which <paramref name="differences"/> things are changed in the Korean edition.</summary>
    public GeneratedPair Next(string name, int differences)
    {
        person = random.Next(People.Length);
        var paragraphs = Paragraphs();
        var changes = Plan(paragraphs, differences);
        var english = new Builder();
        var korean = new Builder();
        var injected = new List<Injected>();
        for (var p = 0; p < paragraphs.Count; p++)
        {
            var dropped = changes.Contains((p, -1, -1, -1));
            var from = english.Length;
            for (var l = 0; l < paragraphs[p].Count; l++)
            {
                var line = paragraphs[p][l];
                if (l > 0) english.Add(" ");
                var start = english.Length;
                var places = english.Fill(line.English, [.. line.Slots.Select(slot => slot.English)]);
                var end = english.Length;
                if (dropped) continue;
                if (changes.Contains((p, l, -1, -1)))
                {
                    injected.Add(new(FindingKinds.SentenceOnlySource, (start, end), null));
                    continue;
                }
                if (korean.Length > 0 && !korean.ToString().EndsWith('\n')) korean.Add(" ");
                var values = line.Slots.Select(slot => slot.Korean).ToArray();
                var change = changes.Where(one => one.Item1 == p && one.Item2 == l && one.Item3 >= 0).Cast<(int P, int L, int Slot, int Mutation)?>().FirstOrDefault();
                if (change is { } chosen) values[chosen.Slot] = line.Slots[chosen.Slot].Mutations[chosen.Mutation].Korean;
                var target = korean.Fill(line.Korean, values);
                if (change is { } told) injected.Add(new(line.Slots[told.Slot].Mutations[told.Mutation].Kind, places[told.Slot], target[told.Slot]));
            }
            if (dropped) injected.Add(new(FindingKinds.ParagraphOnlySource, (from, english.Length), null));
            if (p + 1 == paragraphs.Count) break;
            english.Add("\n\n");
            if (!dropped && korean.Length > 0) korean.Add("\n\n");
        }
        return new(name, new("en", english.ToString()), new("ko", korean.ToString()), injected);
    }

    private HashSet<(int, int, int, int)> Plan(List<List<Line>> paragraphs, int differences)
    {
        var changes = new HashSet<(int, int, int, int)>();
        var used = new HashSet<int>();
        while (changes.Count < differences && used.Count < paragraphs.Count - 1)
        {
            // One change a paragraph, never the headline: what is put in must be told apart.
            var p = random.Next(1, paragraphs.Count);
            if (!used.Add(p)) continue;
            var dice = random.Next(10);
            if (dice == 0 && paragraphs[p].Count >= 2) changes.Add((p, -1, -1, -1));
            else if (dice <= 2 && paragraphs[p].Count >= 2) changes.Add((p, random.Next(paragraphs[p].Count), -1, -1));
            else
            {
                var choices = new List<(int, int, int, int)>();
                for (var l = 0; l < paragraphs[p].Count; l++)
                    for (var s = 0; s < paragraphs[p][l].Slots.Length; s++)
                        for (var m = 0; m < paragraphs[p][l].Slots[s].Mutations.Length; m++) choices.Add((p, l, s, m));
                if (choices.Count > 0) changes.Add(choices[random.Next(choices.Count)]);
            }
        }
        return changes;
    }

    private List<List<Line>> Paragraphs()
    {
        var paragraphs = new List<List<Line>> { new() { Headline() } };
        var kinds = Enumerable.Range(0, 9).OrderBy(_ => random.Next()).Take(random.Next(5, 9)).ToList();
        foreach (var kind in kinds) paragraphs.Add(Paragraph(kind));
        return paragraphs;
    }

    private Line Headline() => random.Next(3) switch
    {
        0 => new("Campaign for the valley opens in {0}", "{0}에서 계곡을 위한 캠페인 시작", [Place()]),
        1 => new("# Week of remembrance continues in {0}", "# {0}에서 추모 주간 계속돼", [Place()]),
        _ => new("Exhibition and concert held in {0}", "{0}에서 전시회와 음악회 열려", [Place()]),
    };

    private List<Line> Paragraph(int kind) => kind switch
    {
        0 =>
        [
            Pick(new("On {0} the Embassy opened a photo exhibition in {1}.", "대사관은 {0} {1}에서 사진전을 개막했다.", [Date(), Place()]),
                new("A photo exhibition organised by the Embassy opened in {1} on {0}.", "대사관이 마련한 사진전이 {0} {1}에서 문을 열었다.", [Date(), Place()])),
            Pick(new("It was visited by {0} people in the first {1}.", "처음 {1} 동안 {0}이 전시장을 찾았다.", [People_(), Duration()]),
                new("Over {1}, {0} visitors came to see the pictures.", "{1} 동안 {0}의 관람객이 사진을 보러 왔다.", [People_(), Duration()])),
            new("Volunteers handed out {0} of a brochure printed in Korean.", "자원봉사자들은 한국어로 인쇄된 책자 {0}를 나누어 주었다.", [Copies()]),
        ],
        1 =>
        [
            new("{0} gave a lecture at the National Library.", "{0:은} 국립도서관에서 강연했다.", [Person()]),
            Pick(new("The lecture began at {0} and was followed by a discussion.", "강연은 {0}에 시작되었으며 이어서 토론이 열렸다.", [Time()]),
                new("The doors open at {0}, and admission is free of charge.", "{0}에 문을 열며 입장료는 무료이다.", [Time()])),
            new("About {0} of the listeners were students.", "청중의 약 {0}가 학생이었다.", [Percent()]),
        ],
        2 =>
        [
            new("The district covers {0} and has a population of {1}.", "이 구의 면적은 {0}이며 인구는 {1}이다.", [Area(), Residents()]),
            Pick(new("Banners were hung in {0} places along the main street.", "중심가를 따라 {0}에 현수막이 걸렸다.", [Spots()]),
                new("Posters can be seen at {0} bus stops.", "버스 정류장 {0}에서 포스터를 볼 수 있다.", [Spots()])),
            new("They will remain there for {0}.", "현수막은 {0} 동안 걸려 있을 예정이다.", [Duration()]),
        ],
        3 =>
        [
            new("The newspaper {0} published an article by {1}.", "신문 {0:은} {1}의 글을 실었다.", [Paper(), Person()]),
            new("The article can be read at {0}.", "기사는 {0} 에서 읽을 수 있다.", [Link()]),
            new("It was shared {0} times on social networks.", "이 글은 소셜 네트워크에서 {0}회 공유되었다.", [Plain()]),
        ],
        4 =>
        [
            new("The programme cost {0}, and {1} of it was paid by sponsors.", "이 사업에는 {0:이} 들었고 그중 {1}는 후원자들이 부담했다.", [Money(), Percent()]),
            Pick(new("The foundation donated a further {0} to local schools.", "재단은 지역 학교에 {0:을} 추가로 기부했다.", [Money()]),
                new("Another {0} was collected at the entrance.", "입구에서는 {0:이} 더 모금되었다.", [Money()])),
            new("The accounts will be published by {0}.", "결산은 {0}까지 공개될 것이다.", [Date()]),
        ],
        5 =>
        [
            new("This year marks the {0} anniversary of the events.", "올해는 사건 {0}이 되는 해이다.", [Anniversary()]),
            new("A memorial concert was held in {0} on {1}.", "{1} {0}에서 추모 음악회가 열렸다.", [Place(), Date()]),
            new("The orchestra was conducted by {0}.", "지휘는 {0}이 맡았다.", [Person()]),
            Pick(new("The audience rose for a minute of silence before the music began.", "음악이 시작되기 전 관객들은 일어나 잠시 묵념했다.", []),
                new("Flowers were laid at the monument after the ceremony.", "기념식이 끝난 뒤 기념비에 꽃이 놓였다.", [])),
        ],
        6 =>
        [
            new("Cyclists rode {0} from the river to the city hall.", "자전거 참가자들은 강변에서 시청까지 {0}를 달렸다.", [Distance()]),
            new("{0} riders between the ages of 12 and 70 took part.", "만 12세부터 70세까지 {0}이 참가했다.", [People_()]),
            new("They wore shirts with the words “{0}”.", "참가자들은 “{0}”라는 문구가 적힌 티셔츠를 입었다.", [Slogan()]),
            new("The ride ended with a short speech by {0}.", "행진은 {0}의 짧은 연설로 끝났다.", [Person()]),
        ],
        7 =>
        [
            new("Press releases were sent to {0} newspapers and {1} television stations.", "보도 자료는 신문사 {0}과 방송사 {1}에 발송되었다.", [Spots(), Spots()]),
            new("By {0}, {1} articles had appeared.", "{0}까지 기사 {1}이 나왔다.", [Date(), Articles()]),
            new("More details are available on the [campaign page]({0}).", "자세한 내용은 [캠페인 페이지]({0})에서 볼 수 있다.", [Link()]),
        ],
        _ =>
        [
            new("The team will visit schools in {0} from {1}.", "행사 팀은 {1}부터 {0}의 학교들을 방문한다.", [Place(), Date()]),
            Pick(new("Pupils will learn about the history and culture of the region.", "학생들은 그 지역의 역사와 문화에 대해 배우게 된다.", []),
                new("The children drew pictures, which will be shown in the museum.", "아이들은 그림을 그렸고, 이 그림들은 박물관에 전시될 것이다.", [])),
            new("Each visit lasts {0}.", "방문은 매번 {0} 동안 이어진다.", [Hours()]),
            new("A film about the valley is watched by {0} pupils a day.", "하루에 학생 {0}이 계곡에 관한 영화를 본다.", [People_()]),
        ],
    };

    private Line Pick(params Line[] lines) => lines[random.Next(lines.Length)];

    private Slot Place()
    {
        var (english, korean) = Places[random.Next(Places.Length)];
        return new(english, korean);
    }

    private Slot Person()
    {
        var at = person++ % People.Length;
        var (english, korean, title, koreanTitle) = People[at];
        var other = People[(at + 3 + random.Next(People.Length - 6)) % People.Length].Korean;
        return new($"{title} {english}", $"{korean} {koreanTitle}", (FindingKinds.NameOther, $"{other} {koreanTitle}"));
    }

    private Slot Paper()
    {
        var paper = Papers[random.Next(Papers.Length)];
        var words = paper.Split(' ');
        var word = words[^1];
        var at = random.Next(1, word.Length - 2);
        var misspelt = random.Next(2) == 0 ? word.Remove(at, 1) : word[..at] + word[at + 1] + word[at] + word[(at + 2)..];
        if (misspelt == word) misspelt = word.Remove(at, 1);
        return new(paper, paper, (FindingKinds.NameLatin, string.Join(' ', words[..^1].Append(misspelt))));
    }

    private Slot Slogan()
    {
        var slogan = Slogans[random.Next(Slogans.Length)];
        return new(slogan, slogan);
    }

    private Slot Link()
    {
        var path = $"valley-{random.Next(100, 999)}";
        var other = $"valley-{random.Next(100, 999)}x";
        return new($"https://www.example.org/{path}", $"https://www.example.org/{path}", (FindingKinds.Link, $"https://www.example.org/{other}"));
    }

    private Slot Date()
    {
        var day = new DateOnly(2014 + random.Next(6), 1, 1).AddDays(random.Next(360));
        var other = day.AddDays(random.Next(1, 9));
        var (month, weekday) = (Months[day.Month - 1], day.DayOfWeek.ToString());
        var c = CultureInfo.InvariantCulture;
        var wrong = KoreanDays[((int)day.DayOfWeek + 1 + random.Next(5)) % 7];
        return random.Next(5) switch
        {
            0 => new(string.Create(c, $"{day.Day} {month} {day.Year}"), string.Create(c, $"{day.Year}년 {day.Month}월 {day.Day}일"),
                (FindingKinds.Date, string.Create(c, $"{day.Year}년 {other.Month}월 {other.Day}일")), (FindingKinds.YearMissing, string.Create(c, $"{day.Month}월 {day.Day}일"))),
            1 => new(string.Create(c, $"{weekday}, {month} {day.Day}, {day.Year}"), string.Create(c, $"{day.Year}년 {day.Month}월 {day.Day}일 {KoreanDays[(int)day.DayOfWeek]}요일"),
                (FindingKinds.Weekday, string.Create(c, $"{day.Year}년 {day.Month}월 {day.Day}일 {wrong}요일"))),
            2 => new(string.Create(c, $"{month} {day.Day}"), string.Create(c, $"{day.Month}월 {day.Day}일"), (FindingKinds.Date, string.Create(c, $"{other.Month}월 {other.Day}일"))),
            3 => new(string.Create(c, $"{month} {day.Day}, {day.Year}"), string.Create(c, $"{day.Year}. {day.Month}. {day.Day}."),
                (FindingKinds.Date, string.Create(c, $"{day.Year + 1}. {day.Month}. {day.Day}."))),
            _ => new(string.Create(c, $"{weekday}, {day.Day} {month}"), string.Create(c, $"{day.Month}월 {day.Day}일({KoreanDays[(int)day.DayOfWeek]})"),
                (FindingKinds.Weekday, string.Create(c, $"{day.Month}월 {day.Day}일({wrong})"))),
        };
    }

    private Slot People_()
    {
        if (random.Next(4) == 0)
        {
            var few = random.Next(3, 13);
            return new(NumberWords[few], $"{Korean.Native(few)} 명", (FindingKinds.Number, $"{Korean.Native(few == 12 ? 4 : few + 1)} 명"));
        }
        var number = Round(random.Next(40, 40_000));
        return new(number.ToString("N0", CultureInfo.InvariantCulture), Korean.Number(number, random.Next(4)) + "명",
            (FindingKinds.Number, Korean.Number(Digit(number), random.Next(4)) + "명"), (FindingKinds.Scale, Korean.Number(number * 10, random.Next(4)) + "명"));
    }

    private Slot Residents()
    {
        var number = (long)random.Next(120, 900) * 1000;
        var (man, chon) = (number / 10_000, number % 10_000 / 1000);
        return new(number.ToString("N0", CultureInfo.InvariantCulture), chon == 0 ? $"{man}만 명" : $"{man}만 {chon}천 명",
            (FindingKinds.Scale, Korean.Number(number / 10, 3) + "명"), (FindingKinds.Number, Korean.Number(Digit(number), 3) + "명"));
    }

    private Slot Copies()
    {
        var number = Round(random.Next(200, 12_000));
        return new($"{number.ToString("N0", CultureInfo.InvariantCulture)} copies", $"{Korean.Number(number, random.Next(4))}부", (FindingKinds.Number, $"{Korean.Number(Digit(number), 0)}부"));
    }

    private Slot Plain()
    {
        var number = random.Next(101, 9999);
        return new(number.ToString("N0", CultureInfo.InvariantCulture), number.ToString("N0", CultureInfo.InvariantCulture), (FindingKinds.Number, Digit(number).ToString("N0", CultureInfo.InvariantCulture)));
    }

    private Slot Articles()
    {
        var number = random.Next(14, 99);
        return new(number.ToString(CultureInfo.InvariantCulture), $"{number}건", (FindingKinds.Number, $"{Digit(number)}건"));
    }

    private Slot Spots()
    {
        var number = random.Next(3, 30);
        var english = number <= 12 ? NumberWords[number] : number.ToString(CultureInfo.InvariantCulture);
        var native = random.Next(3) == 0;
        return new(english, native ? $"{Korean.Native(number)} 곳" : $"{number}곳", (FindingKinds.Number, $"{number + 1 + random.Next(4)}곳"));
    }

    private Slot Percent()
    {
        var number = random.Next(11, 95);
        var word = random.Next(3) == 0;
        return new(word ? $"{number} percent" : $"{number}%", word ? $"{number}퍼센트" : $"{number}%", (FindingKinds.Percent, $"{Digit(number)}%"));
    }

    private Slot Area()
    {
        var number = Math.Round(10 + (random.NextDouble() * 600), 2).ToString("0.0#", CultureInfo.InvariantCulture);
        return new($"{number} square kilometers", $"{number}제곱킬로미터", (FindingKinds.Unit, $"{number}제곱미터"), (FindingKinds.Number, $"{number.Replace('.', '3')}제곱킬로미터"));
    }

    private Slot Distance()
    {
        var number = random.Next(4, 60);
        return new($"{number} km", $"{number}km", (FindingKinds.Unit, $"{number}m"), (FindingKinds.Number, $"{number + 2}km"));
    }

    private Slot Duration() => random.Next(4) switch
    {
        0 when random.Next(2, 12) is var days => new($"{NumberWords[days]} days", $"{days}일", (FindingKinds.Period, $"{days + 2}일")),
        1 when random.Next(2, 9) is var weeks => new($"{weeks} weeks", random.Next(2) == 0 ? $"{weeks}주" : $"{weeks * 7}일", (FindingKinds.Period, $"{weeks}개월")),
        2 when random.Next(2, 9) is var months => new($"{NumberWords[months]} months", random.Next(2) == 0 ? $"{months}개월" : $"{Korean.Native(months)} 달", (FindingKinds.Period, $"{months + 1}개월")),
        _ => new("one week", "일주일", (FindingKinds.Period, "이 주일")),
    };

    private Slot Hours()
    {
        var number = random.Next(2, 6);
        return new($"{NumberWords[number]} hours", $"{Korean.Native(number)} 시간", (FindingKinds.Period, $"{Korean.Native(number + 1)} 시간"));
    }

    private Slot Time()
    {
        var hour = random.Next(1, 10);
        return random.Next(3) switch
        {
            0 => new($"{hour} p.m.", $"오후 {hour}시", (FindingKinds.Time, $"오전 {hour}시")),
            1 => new($"{hour}:30 p.m.", $"오후 {hour}시 30분", (FindingKinds.Time, $"오후 {hour}시 50분")),
            _ => new("noon", "정오", (FindingKinds.Time, "오후 1시")),
        };
    }

    private Slot Money()
    {
        var number = random.Next(2, 90);
        return random.Next(3) switch
        {
            0 => new($"{number} million won", number % 10 == 0 && number >= 10 ? $"{number / 10}천만 원" : $"{Korean.Number(number * 1_000_000L, 3)} 원", (FindingKinds.Scale, $"{Korean.Number(number * 100_000L, 3)} 원")),
            1 => new($"${number},500", $"{Korean.Number((number * 1000) + 500, 3)} 달러", (FindingKinds.Currency, $"{Korean.Number((number * 1000) + 500, 3)} 유로")),
            _ => new($"{number},000 euros", $"{Korean.Number(number * 1000, random.Next(4))} 유로", (FindingKinds.Number, $"{Korean.Number(Digit(number * 1000L), 3)} 유로")),
        };
    }

    private Slot Anniversary()
    {
        var number = random.Next(21, 60);
        var suffix = (number % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" };
        return new($"{number}{suffix}", $"{number}주년", (FindingKinds.Ordinal, $"{number + 1}주년"));
    }

    private long Round(int number) => number >= 100 && random.Next(3) == 0 ? number / 100 * 100 : number;

    // Another digit in one place, never the first zero.
    private long Digit(long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture).ToCharArray();
        int at;
        do at = random.Next(digits.Length);
        while (digits[at] == '0');
        var old = digits[at];
        do digits[at] = (char)('1' + random.Next(9));
        while (digits[at] == old);
        return long.Parse(digits, CultureInfo.InvariantCulture);
    }
}
