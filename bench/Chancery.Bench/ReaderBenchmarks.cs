using BenchmarkDotNet.Attributes;
using Chancery.Text.Facts;

namespace Chancery.Bench;

/// <summary>
/// The readers of facts over prose and over a text that is nothing but facts. Repeat with
/// <c>dotnet run -c Release --project bench/Chancery.Bench -- --filter '*Reader*'</c>.
/// </summary>
[MemoryDiagnoser]
public class ReaderBenchmarks
{
    private const string EnglishProse = """
        The Embassy placed banners along the main street of the district, where most of the diplomatic missions and international
        organisations have their seats, and where many visitors from abroad come together every day of the week. Students of the
        association handed out brochures in the language of the country, and answered the questions of those who passed by.
        On Tuesday, February 23, 2016 twelve banners were hung for fifteen days; about 227,000 people live within 21.87 square kilometres.

        """;

    private const string KoreanProse = """
        대사관은 외교 공관과 국제기구가 모여 있고 외국인 방문객이 많이 찾는 거리를 따라 현수막을 게시했다. 학생회 회원들은 한국어로 된
        책자를 나누어 주고 지나가는 사람들의 질문에 답했다. 행사는 관계자와 시민의 큰 관심 속에 진행되었으며 여러 매체가 소식을 전했다.
        2016년 2월 23일(화) 현수막 열두 장을 15일간 게시했으며, 면적 21.87㎢인 이 지역에는 약 22만 7,000명이 산다.

        """;

    private readonly string _english = Repeat(EnglishProse, 1_000_000);
    private readonly string _korean = Repeat(KoreanProse, 1_000_000);
    private readonly string _englishPages = Repeat(EnglishProse, 6_000);
    private readonly string _koreanPages = Repeat(KoreanProse, 3_000);

    [Benchmark]
    public int A_megabyte_of_English() => FactReader.Read(_english, "en").Count;

    [Benchmark]
    public int A_million_characters_of_Korean() => FactReader.Read(_korean, "ko").Count;

    [Benchmark]
    public int Two_pages_in_both_languages() => FactReader.Read(_englishPages, "en").Count + FactReader.Read(_koreanPages, "ko").Count;

    private static string Repeat(string text, int length) => string.Concat(Enumerable.Repeat(text, length / text.Length + 1))[..length];
}
