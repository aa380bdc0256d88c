using System.Globalization;
using System.Text;
using Sirekap.Ledger.Notes;

namespace Sirekap.Ledger.Policies;

/// <summary>Reads a tlog-policy file line by line; a name can be used only after the line that defines it.</summary>
internal sealed class PolicyReader
{
    private readonly List<PolicyLog> _logs = [];
    private readonly List<PolicyWitness> _witnesses = [];
    private readonly List<PolicyGroup> _groups = [];

    // Names of witnesses and groups, and whether each is a member of a group already.
    private readonly Dictionary<string, bool> _names = new(StringComparer.Ordinal);
    private string? _quorum;

    public TlogPolicy? Read(ReadOnlySpan<byte> file, out string? error)
    {
        var number = 0;
        while (!file.IsEmpty)
        {
            number++;
            var end = file.IndexOf((byte)'\n');
            error = end < 0 ? "does not end with a newline" : ReadLine(file[..end]);
            if (error is not null)
            {
                error = $"line {number}: {error}";
                return null;
            }
            file = file[(end + 1)..];
        }
        error = _quorum is null ? $"line {number + 1}: the file ends without a quorum line" : null;
        return _quorum is null ? null : new TlogPolicy(_logs, _witnesses, _groups, _quorum);
    }

    private string? ReadLine(ReadOnlySpan<byte> line)
    {
        foreach (var octet in line)
        {
            if (octet is < 0x20 and not (byte)'\t' or 0x7f)
            {
                return $"control character 0x{octet:x2}";
            }
        }
        var items = Octets.Decode(line).Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        if (items.Length == 0 || items[0].StartsWith('#'))
        {
            return null;
        }

        return items[0] switch
        {
            "log" => ReadLog(items),
            "witness" => ReadWitness(items),
            "group" => ReadGroup(items),
            "quorum" => ReadQuorum(items),
            _ => $"\"{items[0]}\" is not log, witness, group or quorum",
        };
    }

    private string? ReadLog(string[] items)
    {
        if (items.Length is not (2 or 3))
        {
            return "a log line is: log VKEY [URL]";
        }

        if (!VerifierKey.TryParse(items[1], out var key, out var error))
        {
            return error;
        }

        if (key.Type == SignatureType.Cosignature)
        {
            return $"the key of log {key.Name} is a witness's key (type 0x04)";
        }

        if (_logs.Exists(log => log.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span)))
        {
            return $"the public key of log {key.Name} is listed already";
        }

        _logs.Add(new PolicyLog(key, items.ElementAtOrDefault(2)));
        return null;
    }

    private string? ReadWitness(string[] items)
    {
        if (items.Length is not (3 or 4))
        {
            return "a witness line is: witness NAME VKEY [URL]";
        }

        if (VerifierKey.IsOfUnknownKind(items[2]))
        {
            // Newer witnesses stand beside older ones in the same file. Its name can be a member; nothing that it signs is counted.
            return Define(items[1]);
        }

        if (!VerifierKey.TryParse(items[2], out var key, out var error))
        {
            return error;
        }

        if (key.Type != SignatureType.Cosignature)
        {
            return $"the key of witness {items[1]} is not for cosignatures (type 0x04)";
        }

        if (_witnesses.Exists(witness => witness.Key.PublicKey.Span.SequenceEqual(key.PublicKey.Span)))
        {
            return $"the public key of witness {items[1]} is listed already";
        }

        if (Define(items[1]) is { } taken)
        {
            return taken;
        }

        _witnesses.Add(new PolicyWitness(items[1], key, items.ElementAtOrDefault(3)));
        return null;
    }

    private string? ReadGroup(string[] items)
    {
        if (items.Length < 4)
        {
            return "a group line is: group NAME all|any|K MEMBER…";
        }

        var members = items[3..];
        int threshold;
        switch (items[2])
        {
            case "all":
                threshold = members.Length;
                break;
            case "any":
                threshold = 1;
                break;
            default:
                if (items[2].StartsWith('0') || !int.TryParse(items[2], NumberStyles.None, CultureInfo.InvariantCulture, out threshold))
                {
                    return $"\"{items[2]}\" is not all, any or a number from 1";
                }

                if (threshold > members.Length)
                {
                    return $"group {items[1]} asks for {threshold} of {members.Length} members";
                }

                break;
        }
        foreach (var member in members)
        {
            if (!_names.TryGetValue(member, out var inGroup))
            {
                return $"member \"{member}\" is not defined on a line before";
            }

            if (inGroup)
            {
                return $"member \"{member}\" is in a group already";
            }

            _names[member] = true;
        }
        if (Define(items[1]) is { } taken)
        {
            return taken;
        }

        _groups.Add(new PolicyGroup(items[1], threshold, members));
        return null;
    }

    private string? ReadQuorum(string[] items)
    {
        if (items.Length != 2)
        {
            return "a quorum line is: quorum NAME";
        }

        if (_quorum is not null)
        {
            return "there is a quorum line already";
        }

        if (items[1] != TlogPolicy.NoQuorum && !_names.ContainsKey(items[1]))
        {
            return $"quorum \"{items[1]}\" is not defined on a line before";
        }

        _quorum = items[1];
        return null;
    }

    private string? Define(string name)
    {
        if (name == TlogPolicy.NoQuorum)
        {
            return "the name \"none\" is reserved";
        }

        return _names.TryAdd(name, false) ? null : $"the name \"{name}\" is defined already";
    }

    /// <summary>
    /// Octets as a string that differs wherever they differ: UTF-8 where they are that, any other octet as a lone surrogate,
    /// which no UTF-8 makes. The specification treats names as opaque octets.
    /// </summary>
    private static class Octets
    {
        public static string Decode(ReadOnlySpan<byte> octets)
        {
            var text = new StringBuilder(octets.Length);
            while (!octets.IsEmpty)
            {
                if (Rune.DecodeFromUtf8(octets, out var rune, out var consumed) == System.Buffers.OperationStatus.Done)
                {
                    text.Append(rune);
                }
                else
                {
                    (text, consumed) = (text.Append((char)(0xdc00 + octets[0])), 1);
                }

                octets = octets[consumed..];
            }
            return text.ToString();
        }
    }
}
