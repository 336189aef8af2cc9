using System.Globalization;
using System.Text;
using Chancery.Text.Names;
using Chancery.Text.Parity;

namespace Chancery.Tests.Text.Parity;

/// <summary>
/// Sentences with the name of a person or a place in English and in Korean, Japanese and Russian, each once as it should be
/// and once with another name in its place: one that sounds like it, or any. Names are combined from a stock of our own.
/// </summary>
public static class NamePairs
{
    private static readonly string[] Languages = ["ko", "ja", "ru"];

    private static readonly string[][] Given = Stock(
        "Elnur 엘누르 エルヌル Эльнур|Rashad 라샤드 ラシャド Рашад|Farid 파리드 ファリド Фарид|Tural 투랄 トゥラル Турал|Samir 사미르 サミル Самир|Orkhan 오르한 オルハン Орхан|"
        + "Leyla 레일라 レイラ Лейла|Nigar 니가르 ニガル Нигар|Gunel 귀넬 ギュネル Гюнель|Aygun 아이귄 アイギュン Айгюн|Thomas 토마스 トーマス Томас|Dmitri 드미트리 ドミトリー Дмитрий|"
        + "Robert 로버트 ロバート Роберт|Margaret 마거릿 マーガレット Маргарет|Isabelle 이자벨 イザベル Изабель|Viktor 빅토르 ヴィクトル Виктор|Mehmet 메흐메트 メフメト Мехмет|"
        + "Lucas 루카스 ルーカス Лукас|Ingrid 잉그리드 イングリッド Ингрид|Pablo 파블로 パブロ Пабло|Stefan 슈테판 シュテファン Штефан|Kamran 캄란 カムラン Камран");

    private static readonly string[][] Surnames = Stock(
        "Hasanzade 하산자데 ハサンザデ Хасанзаде|Mammadova 맘마도바 ママドワ Мамедова|Guliyev 굴리예프 グリエフ Гулиев|Karimova 카리모바 カリモワ Каримова|Aslanov 아슬라노프 アスラノフ Асланов|"
        + "Bergmann 베르크만 ベルクマン Бергман|Howard 하워드 ハワード Ховард|Sokolov 소콜로프 ソコロフ Соколов|Safarli 사파를리 サファルリ Сафарли|Collins 콜린스 コリンズ Коллинз|"
        + "Rahimov 라히모프 ラヒモフ Рахимов|Ibrahimova 이브라히모바 イブラヒモワ Ибрагимова|Valiyev 발리예프 ヴァリエフ Валиев|Fletcher 플레처 フレッチャー Флетчер|Najafova 나자포바 ナジャフォワ Наджафова|"
        + "Laurent 로랑 ローラン Лоран|Babayev 바바예프 ババエフ Бабаев|Novak 노바크 ノヴァク Новак|Petersen 페테르센 ペテルセン Петерсен|Moreau 모로 モロー Моро|Yilmaz 이을마즈 ユルマズ Йылмаз|"
        + "Fernandez 페르난데스 フェルナンデス Фернандес|Andersson 안데르손 アンデルソン Андерссон|Bagirov 바기로프 バギロフ Багиров|Huseynov 후세이노프 フセイノフ Гусейнов|Schmidt 슈미트 シュミット Шмидт|Rossi 로시 ロッシ Росси");

    private static readonly string[][] Places = Stock(
        "Ganja 간자 ギャンジャ Гянджа|Sheki 셰키 シェキ Шеки|Shusha 슈샤 シュシャ Шуша|Khojaly 호잘리 ホジャリ Ходжалы|Mingachevir 민게체비르 ミンゲチェヴィル Мингечевир|Sumgait 숨가이트 スムガイト Сумгаит|"
        + "Nakhchivan 나흐치반 ナヒチェヴァン Нахчыван|Tbilisi 트빌리시 トビリシ Тбилиси|Ankara 앙카라 アンカラ Анкара|Izmir 이즈미르 イズミル Измир|Bursa 부르사 ブルサ Бурса|Trabzon 트라브존 トラブゾン Трабзон|"
        + "Almaty 알마티 アルマトイ Алматы|Tashkent 타슈켄트 タシケント Ташкент|Samarkand 사마르칸트 サマルカンド Самарканд|Bishkek 비슈케크 ビシュケク Бишкек|Vilnius 빌뉴스 ヴィリニュス Вильнюс|Gdansk 그단스크 グダニスク Гданьск|"
        + "Brno 브르노 ブルノ Брно|Hamburg 함부르크 ハンブルク Гамбург|Leipzig 라이프치히 ライプツィヒ Лейпциг|Toulouse 툴루즈 トゥールーズ Тулуза|Valencia 발렌시아 バレンシア Валенсия|Bologna 볼로냐 ボローニャ Болонья|"
        + "Porto 포르투 ポルト Порту|Bergen 베르겐 ベルゲン Берген|Malmo 말뫼 マルメ Мальмё|Denver 덴버 デンバー Денвер|Austin 오스틴 オースティン Остин");

    // English, Korean, Japanese, Russian. {G} and {S} are the names of a person, {P} a place.
    private static readonly string[][] Sentences =
    [
        ["Ambassador {G} {S} opened the exhibition on Monday.", "{G} {S} 대사가 월요일에 전시회를 개막했습니다.", "{G}・{S}大使が月曜日に展示会を開いた。", "В понедельник посол {G} {S} открыл выставку."],
        ["The exhibition was opened by {G} {S}, who thanked the volunteers.", "전시회는 {G} {S} 씨가 개막했으며 자원봉사자들에게 감사의 뜻을 전했습니다.", "展示会は{G}・{S}が開き、ボランティアに感謝した。", "Выставку открыл {G} {S} и поблагодарил волонтёров."],
        ["The photographs were taken by {G} {S} in the villages of the region.", "사진은 {G} {S}가 그 지역 마을에서 찍었습니다.", "写真は{G}・{S}がその地方の村で撮った。", "Фотографии сделал {G} {S} в сёлах региона."],
        ["In the evening {S} answered questions from students.", "저녁에는 {S}가 학생들의 질문에 답했습니다.", "夜には{S}が学生の質問に答えた。", "Вечером {S} ответил на вопросы студентов."],
        ["Professor {S} spoke about the history of the valley.", "{S} 교수는 계곡의 역사에 대해 강연했습니다.", "{S}教授は谷の歴史について話した。", "Об истории долины рассказал профессор {S}."],
        ["From May the exhibition will be shown in {P} and then return to the museum.", "전시회는 5월부터 {P}에서 열린 뒤 박물관으로 돌아옵니다.", "展示会は5月から{P}で開かれ、その後博物館に戻る。", "С мая выставку покажут в городе {P}, затем она вернётся в музей."],
        ["Twelve students from {P} came to the meeting.", "{P}에서 온 학생 열두 명이 모임에 참석했습니다.", "{P}から学生12人が集会に来た。", "На встречу приехали двенадцать студентов из города {P}."],
    ];

    /// <summary>The sentence as it should be (no place) or with another name at <paramref name="Place"/> of the target.</summary>
    public sealed record NamePair(string Form, ParityText Source, ParityText Target, (int Start, int End)? Place);

    public static IEnumerable<NamePair> All(int seed = 11)
    {
        var random = new Random(seed);
        for (var l = 0; l < Languages.Length; l++)
        {
            // Korean is what the house writes most.
            for (var round = 0; round < (l == 0 ? 28 : 8); round++)
            {
                for (var f = 0; f < Sentences.Length; f++)
                {
                    var isPlace = Sentences[f][0].Contains("{P}", StringComparison.Ordinal);
                    var stocks = isPlace ? new[] { Places } : Sentences[f][0].Contains("{G}", StringComparison.Ordinal) ? [Given, Surnames] : new[] { Surnames };
                    var right = stocks.Select(stock => stock[random.Next(stock.Length)]).ToArray();
                    var near = round % 2 == 0;
                    // Of two names both, the first or the second is another one.
                    var which = stocks.Length == 2 ? random.Next(3) : 2;
                    var wrong = right.Select((name, i) => which == 2 || which == i ? Other(stocks[i], name, l + 1, near, random) : name).ToArray();
                    var english = Fill(Sentences[f][0], right, 0, out _);
                    var form = $"{Languages[l]} {(isPlace ? "place" : stocks.Length == 2 ? which == 2 ? "both names" : "one of two" : "lone name")}";
                    yield return new(form, new("en", english), new(Languages[l], Fill(Sentences[f][l + 1], right, l + 1, out _)), null);
                    yield return new(form, new("en", english), new(Languages[l], Fill(Sentences[f][l + 1], wrong, l + 1, out var place)), place);
                }
            }
        }
    }

    /// <summary>Precision and recall by form; <paramref name="misses"/> takes the sentences that went wrong.</summary>
    public static (double Precision, double Recall, string Table) Score(List<string>? misses = null)
    {
        var counts = new SortedDictionary<string, (int Put, int Found, int False)>(StringComparer.Ordinal);
        foreach (var pair in All())
        {
            var findings = ParityCheck.Compare(pair.Source, pair.Target).Findings.Where(f => f.Kind == FindingKinds.NameOther).ToList();
            var (put, found, wrong) = counts.GetValueOrDefault(pair.Form);
            var hit = pair.Place is { } place ? findings.FindIndex(f => f.Target is { } t && t.Start < place.End && t.End > place.Start) : -1;
            if (hit < 0 && pair.Place is not null) misses?.Add($"missed {pair.Source.Text} | {pair.Target.Text}");
            foreach (var f in findings.Where((_, i) => i != hit)) misses?.Add($"false {f.Explanation} {pair.Source.Text} | {pair.Target.Text}");
            counts[pair.Form] = (put + (pair.Place is null ? 0 : 1), found + (hit >= 0 ? 1 : 0), wrong + findings.Count - (hit >= 0 ? 1 : 0));
        }
        var table = new StringBuilder();
        foreach (var (form, (put, found, wrong)) in counts)
            table.Append(CultureInfo.InvariantCulture, $"{form,-16} put {put,4}  P {found / (double)Math.Max(1, found + wrong):0.000}  R {found / (double)put:0.000}\n");
        var (allPut, allFound, allWrong) = (counts.Values.Sum(c => c.Put), counts.Values.Sum(c => c.Found), counts.Values.Sum(c => c.False));
        var (precision, recall) = (allFound / (double)Math.Max(1, allFound + allWrong), allFound / (double)allPut);
        table.Append(CultureInfo.InvariantCulture, $"{"all",-16} put {allPut,4}  P {precision:0.000}  R {recall:0.000}\n");
        return (precision, recall, table.ToString());
    }

    private static string[] Other(string[][] stock, string[] name, int language, bool near, Random random)
    {
        // One that is another name to every reader: Karimov for Karimova would be a question of spelling.
        var others = stock.Where(other => other != name && SoundLikeness.Of(other[0], name[0]) < 0.62 && other[language] != name[language]).ToList();
        return near ? others.MaxBy(other => SoundLikeness.Of(other[0], name[0]))! : others[random.Next(others.Count)];
    }

    private static string Fill(string template, string[][] names, int language, out (int Start, int End) place)
    {
        var output = new StringBuilder();
        var (from, to) = (-1, -1);
        for (var i = 0; i < template.Length; i++)
        {
            if (template[i] != '{')
            {
                output.Append(template[i]);
                continue;
            }
            if (from < 0) from = output.Length;
            output.Append(names[template[i + 1] == 'G' ? 0 : names.Length - 1][language]);
            to = output.Length;
            i += 2;
        }
        place = (from, to);
        return output.ToString();
    }

    private static string[][] Stock(string table) => [.. table.Split('|').Select(line => line.Split(' '))];
}
