using Sirekap.Elections;
using Sirekap.Node;
using Sirekap.Node.Tests;

namespace Sirekap.Site.Tests.Files;

/// <summary>A node with 300 entries, all of them published, behind a server of files.</summary>
public abstract class PublishedFilesScene : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private protected NodeScene Scene { get; } = new();

    private protected IntakeNode Node { get; private set; } = null!;

    private protected FilesHost Host { get; private set; } = null!;

    /// <summary>A blob that the definition names.</summary>
    private protected Digest Names => Node.Read((record, _) => record.Definition.Names.Sha256);

    public async ValueTask InitializeAsync()
    {
        Node = Scene.Start();
        await Scene.Submit(Node, 300);
        await NodeScene.Until(() => Node.Public.Latest == Node.Size, "published");
        Host = await FilesHost.StartAsync(Node);
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Node.DisposeAsync();
        Scene.Dispose();
        GC.SuppressFinalize(this);
    }
}
