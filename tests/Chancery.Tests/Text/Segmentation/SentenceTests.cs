using Chancery.Text.Segmentation;

namespace Chancery.Tests.Text.Segmentation;

/// <summary>Where sentences end. A bar marks each end.</summary>
public sealed class SentenceTests
{
    [Theory]
    [InlineData("en", "It ends at 5 p.m. | The gates close later.")]
    [InlineData("en", "It ends at 5 p.m. | Visitors leave by bus.")]
    [InlineData("en", "It ends at 5 p.m. Monday. | The gates close.")]
    [InlineData("en", "It ends at 5 p.m. KST on Monday.")]
    [InlineData("en", "It opens at 9 a.m. on weekdays.")]
    [InlineData("en", "Mr. Lee came at 3.30 p.m. with Dr. Kim.")]
    [InlineData("en", "He lives in the U.S. | The office is in Seoul.")]
    [InlineData("en", "The area is 21.87 km². | It is small.")]
    [InlineData("en", "Louis XIV. | He was king.")]
    [InlineData("ko", "2016. 2. 23. 시작했다. | 15일간 이어졌다.")]
    [InlineData("ko", "오후 5시에 끝난다. | 문은 6시에 닫는다.")]
    [InlineData("de", "Am 23. Februar begann es. | Es dauerte 15 Tage.")]
    [InlineData("de", "Es läuft vom 23.2. bis 25.2. im Park.")]
    [InlineData("fr", "Il commence à 15 h 30. | Il finit à 18 h.")]
    [InlineData("ru", "Это было в 2016 г. в Сеуле. | Пришло 15 человек.")]
    [InlineData("ja", "15時に始まる。 | 18時に終わる。")]
    public void A_sentence_ends_where_a_reader_stops(string language, string marked)
    {
        var parts = marked.Split(" | ");
        var text = SegmentedText.Read(string.Join(' ', parts), language);
        Assert.Equal(parts, text.Sentences.Select(sentence => text.Text[sentence.Start..sentence.End]));
    }
}
