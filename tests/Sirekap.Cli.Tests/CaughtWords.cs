using System.Text;

namespace Sirekap.Cli.Tests;

/// <summary>
/// What is said on the console by a run within this process, on whatever thread it goes on; other runs at the same time are not heard, and
/// what nobody catches goes where it went before.
/// </summary>
internal sealed class CaughtWords : IDisposable
{
    private static readonly AsyncLocal<CaughtWords?> Current = new();
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();

    static CaughtWords()
    {
        Console.SetOut(new Words(Console.Out, caught => caught._out));
        Console.SetError(new Words(Console.Error, caught => caught._error));
    }

    private CaughtWords() { }

    public string Out => Said(_out);

    public string Error => Said(_error);

    public static CaughtWords Begin() => Current.Value = new CaughtWords();

    public void Dispose() => Current.Value = null;

    private static string Said(StringBuilder words)
    {
        lock (words)
        {
            return words.ToString();
        }
    }

    private sealed class Words(TextWriter uncaught, Func<CaughtWords, StringBuilder> of) : TextWriter
    {
        public override Encoding Encoding => uncaught.Encoding;

        public override void Write(char value) => Write([value]);

        public override void Write(string? value) => Write(value.AsSpan());

        public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

        public override void Write(ReadOnlySpan<char> buffer)
        {
            if (Current.Value is not { } caught)
            {
                uncaught.Write(buffer);
                return;
            }

            var words = of(caught);
            lock (words)
            {
                words.Append(buffer);
            }
        }

        public override void WriteLine(string? value) => Write(value + NewLine);

        public override void WriteLine(ReadOnlySpan<char> buffer) => Write([.. buffer, .. NewLine]);

        public override void Flush() => uncaught.Flush();
    }
}
