using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Protection;

/// <summary>
/// A connection, by which door it came, and whether an enrolled key has proved itself on it. Its gate changes it, under the guest's own
/// lock or the gate's.
/// </summary>
/// <param name="gate">Where it is counted.</param>
/// <param name="door">Which door that is.</param>
/// <param name="connection">The connection.</param>
/// <param name="client">Whom it counts for; null for a proxy's or a local socket's, which carries many: nobody proves anything for
/// those.</param>
internal sealed class Guest(Gate gate, Door door, ConnectionContext connection, ClientAddress? client)
{
    private KeyName? _key;
    private volatile bool _isProven;

    public Door Door { get; } = door;

    public ConnectionContext Connection { get; } = connection;

    public ClientAddress? Client { get; } = client;

    /// <summary>Whether it counts as an enrolled key.</summary>
    public bool IsProven => _isProven;

    /// <summary>The key that it counts for, or null.</summary>
    public KeyName? Key
    {
        get => _key;
        set => (_key, _isProven) = (value, value is not null);
    }

    /// <summary>Its place among those that have said nothing yet.</summary>
    public LinkedListNode<Guest>? Silence { get; set; }

    /// <summary>Whether it is one of the door's.</summary>
    public bool IsIn { get; set; }

    /// <summary>Whether it counts for nobody any more.</summary>
    public bool HasLeft { get; set; }

    public static Guest? Of(HttpContext context) => context.Features.Get<Guest>();

    /// <summary>Whether the request is an enrolled key's, whom limits by address no longer concern.</summary>
    public static bool IsKnown(HttpContext context) => Of(context) is { IsProven: true } && Doors.IsIntake(context.Request.Path);

    /// <summary>An enrolled key's signature has been verified on this connection.</summary>
    public static void Prove(HttpContext context, KeyName key)
    {
        if (Of(context) is { IsProven: false } guest)
        {
            guest.Proven(key);
        }
    }

    /// <summary>A signature on this connection did not hold: whoever it is, it counts as an address again.</summary>
    public static void Doubt(HttpContext context)
    {
        if (Of(context) is { IsProven: true } guest)
        {
            guest.Doubted();
        }
    }

    private void Proven(KeyName key) => gate.Prove(this, key);

    private void Doubted() => gate.Doubt(this);
}
