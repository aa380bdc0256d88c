using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;
using Sirekap.Elections.Contests;

namespace Sirekap.Reading.Reports;

/// <summary>Collects markup; whatever is interpolated is text and gets escaped.</summary>
internal sealed class Html
{
    private readonly StringBuilder _text = new();

    /// <summary>Markup as it stands, with escaped values in it.</summary>
    public Html Add([InterpolatedStringHandlerArgument("")] ref Markup markup)
    {
        _ = markup;
        return this;
    }

    /// <summary>Markup without values.</summary>
    public Html Tag(string markup)
    {
        _text.Append(markup);
        return this;
    }

    /// <summary>Indonesian first, English beside it.</summary>
    public Html Words(Bilingual words) => Words(words.Indonesian, words.English);

    /// <inheritdoc cref="Words(Bilingual)"/>
    public Html Words(string indonesian, string english) => Add($"{indonesian} <span lang=\"en\">{english}</span>");

    public override string ToString() => _text.ToString();

    /// <summary>What C# makes of <c>$"…"</c> here: literals are markup, values are text.</summary>
    [InterpolatedStringHandler]
    internal readonly ref struct Markup
    {
        private readonly StringBuilder _to;

#pragma warning disable IDE0060 // The compiler passes the lengths.
        public Markup(int literals, int values, Html html) => _to = html._text;
#pragma warning restore IDE0060

        public void AppendLiteral(string markup) => _to.Append(markup);

        public void AppendFormatted(string? text) => _to.Append(WebUtility.HtmlEncode(text));

        public void AppendFormatted<T>(T value, string? format = null)
            where T : IFormattable => _to.Append(WebUtility.HtmlEncode(value.ToString(format, CultureInfo.InvariantCulture)));
    }
}
