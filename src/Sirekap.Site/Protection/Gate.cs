using System.Net;
using Microsoft.AspNetCore.Connections;
using Sirekap.Elections.Statements;

namespace Sirekap.Site.Protection;

/// <summary>
/// Lets connections in at one door: so many in all, so many of one client, so many of its network. Whoever is silent when the door is full
/// goes, the longest silent first, so that connections that say nothing keep nobody out. Who has proved to be an enrolled key counts as
/// that key and no longer as an address: thousands of phones stand behind one.
/// </summary>
internal sealed class Gate
{
    /// <summary>A client may hold an eighth of a door and its network a quarter: with fewer than five networks nobody shuts it.</summary>
    private const int ClientShare = 8,
        NetworkShare = 4;

    private readonly Door _door;
    private readonly int _most;
    private readonly ProtectionOptions _options;
    private readonly Counts<ClientAddress> _clients;
    private readonly Counts<ClientAddress> _networks;
    private readonly Counts<KeyName> _keys;

    // Guards both; held for a few instructions.
    private readonly Lock _lock = new();
    private readonly LinkedList<Guest> _silent = [];
    private int _count;

    public Gate(Door door, int most, ProtectionOptions options)
    {
        (_door, _most, _options) = (door, most, options);
        _clients = new Counts<ClientAddress>(Math.Min(options.ConnectionsOfClient, Math.Max(1, most / ClientShare)));
        _networks = new Counts<ClientAddress>(Math.Min(options.ConnectionsOfNetwork, Math.Max(1, most / NetworkShare)));
        _keys = new Counts<KeyName>(options.ConnectionsOfKey);
    }

    /// <summary>The door's part of what is done with a connection.</summary>
    public ConnectionDelegate Pass(ConnectionDelegate next) => connection => PassAsync(connection, next);

    private async Task PassAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        var isProxy = address is not null && _options.Proxies.Any(proxy => proxy.Contains(address));
        var guest = new Guest(this, _door, connection, isProxy || address is null ? null : ClientAddress.Of(address));
        if (!TryEnter(guest))
        {
            connection.Abort();
            return;
        }

        try
        {
            connection.Features.Set(guest);
            if (await SpeaksAsync(connection))
            {
                Spoke(guest);
                await next(connection);
            }
        }
        finally
        {
            Leave(guest);
        }
    }

    /// <summary>Waits for the first byte, and leaves it to be read.</summary>
    private async Task<bool> SpeaksAsync(ConnectionContext connection)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
        patience.CancelAfter(_options.FirstByteTime);
        try
        {
            var input = connection.Transport.Input;
            var first = await input.ReadAsync(patience.Token);
            input.AdvanceTo(first.Buffer.Start);
            if (!first.Buffer.IsEmpty)
            {
                return true;
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // It said nothing in time, or has gone.
        }

        connection.Abort();
        return false;
    }

    private bool TryEnter(Guest guest)
    {
        if (guest.Client is { } client && !TryEnter(client))
        {
            return false;
        }

        Guest? leaving = null;
        lock (_lock)
        {
            if (_count >= _most)
            {
                leaving = _silent.First?.Value;
                if (leaving is not null)
                {
                    Gone(leaving);
                }
            }

            if (_count < _most)
            {
                _count++;
                guest.IsIn = true;
                guest.Silence = _silent.AddLast(guest);
            }
        }

        leaving?.Connection.Abort();
        if (!guest.IsIn)
        {
            Leave(guest);
        }

        return guest.IsIn;
    }

    private bool TryEnter(ClientAddress client)
    {
        if (!_clients.TryEnter(client))
        {
            return false;
        }

        if (_networks.TryEnter(client.Network))
        {
            return true;
        }

        _clients.Leave(client);
        return false;
    }

    private void Spoke(Guest guest)
    {
        lock (_lock)
        {
            Heard(guest);
        }
    }

    private void Heard(Guest guest)
    {
        if (guest.Silence is { } silence)
        {
            _silent.Remove(silence);
            guest.Silence = null;
        }
    }

    private void Gone(Guest guest)
    {
        Heard(guest);
        if (guest.IsIn)
        {
            guest.IsIn = false;
            _count--;
        }
    }

    /// <summary>The guest counts as its key from now on, and no longer as an address, where the key has room.</summary>
    internal void Prove(Guest guest, KeyName key)
    {
        lock (guest)
        {
            if (guest.Client is { } client && guest.Key is null && !guest.HasLeft && _keys.TryEnter(key))
            {
                guest.Key = key;
                _clients.Leave(client);
                _networks.Leave(client.Network);
            }
        }
    }

    /// <summary>The guest counts as its address again; where that has no room, it goes.</summary>
    internal void Doubt(Guest guest)
    {
        lock (guest)
        {
            if (guest is { Key: { } key, HasLeft: false })
            {
                guest.Key = null;
                _keys.Leave(key);
                if (!TryEnter(guest.Client!.Value))
                {
                    guest.HasLeft = true;
                    guest.Connection.Abort();
                }
            }
        }
    }

    private void Leave(Guest guest)
    {
        lock (_lock)
        {
            Gone(guest);
        }

        lock (guest)
        {
            if (guest.HasLeft)
            {
                return;
            }

            guest.HasLeft = true;
            if (guest.Key is { } key)
            {
                _keys.Leave(key);
            }
            else if (guest.Client is { } client)
            {
                _clients.Leave(client);
                _networks.Leave(client.Network);
            }
        }
    }
}
