using System.Text;
using Sirekap.Ledger.Notes;
using Sirekap.Ledger.Policies;
using Sirekap.Ledger.Storage;
using Sirekap.Ledger.Tests.Storage;
using Sirekap.Ledger.Witnessing;

namespace Sirekap.Ledger.Tests.Witnessing;

/// <summary>A log witness of the test log.</summary>
public static class TestWitness
{
    public const string Directory = "/witness";

    public static CosignatureSigner Key { get; } =
        CosignatureSigner.ImportSeed("witness.example/w1", Enumerable.Repeat((byte)3, 32).ToArray(), TimeProvider.System);

    public static Witness Open(FileSystem files)
    {
        var file = $"log {TestLog.Key.Verifier}\nwitness w1 {Key.Verifier}\nquorum w1\n";
        TlogPolicy.TryParse(Encoding.UTF8.GetBytes(file), out var policy, out var error).ShouldBeTrue(error);
        return Witness.Open(files, Directory, policy!, Key);
    }

    /// <summary>The request that an honest log sends, if it believed in the fork.</summary>
    public static WitnessRequest Request(int old, int size, int forkAt = int.MaxValue)
    {
        var tree = TestLog.Tree(size, forkAt);
        return new WitnessRequest(old, old <= size ? tree.Consistency(old, size) : [], TestLog.Sign(tree));
    }
}
