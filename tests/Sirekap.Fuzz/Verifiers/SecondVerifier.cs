using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Sirekap.Fuzz.Verifiers;

/// <summary>The verifier in Python, kept running: it is told a folder a line, and answers a line each. Not for two threads at
/// once.</summary>
internal sealed class SecondVerifier : IDisposable
{
    private readonly Process _process;

    public SecondVerifier() =>
        _process = Process.Start(
            new ProcessStartInfo("python3", [Path.Combine(AppContext.BaseDirectory, "verify.py"), "--resident"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                UseShellExecute = false,
            }
        )!;

    /// <exception cref="IOException">It has ended.</exception>
    public JsonNode Verify(string folder)
    {
        _process.StandardInput.WriteLine(folder);
        _process.StandardInput.Flush();
        return JsonNode.Parse(_process.StandardOutput.ReadLine() ?? throw new IOException("the second verifier has ended"))!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
