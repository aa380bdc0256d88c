using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Digits;

/// <summary>Why bytes are no model.</summary>
public enum ModelProblem
{
    None,

    /// <summary>They do not begin like one.</summary>
    NotAModel,

    /// <summary>Widths or number of networks are beyond what a reader runs.</summary>
    Shape,

    /// <summary>Shorter or longer than its shape says.</summary>
    Length,

    /// <summary>The checksum at its end is not that of its bytes.</summary>
    Damaged,

    /// <summary>A weight is not a finite number, or the calibration is none.</summary>
    Values,
}

/// <summary>
/// One to four networks of one shape and their calibration. As a file: "SIRKDIG1", the number of networks and five widths (int32, little
/// endian), the calibration's two floats, of each network and layer the weights in half precision and the biases in single, and the SHA-256
/// of everything before.
/// </summary>
internal sealed class DigitModel
{
    /// <summary>A reader's time grows with each network; one of more than a few is no file of ours.</summary>
    private const int MostNets = 4;

    /// <summary>
    /// More than twice the widest of <see cref="NetShape.Standard"/>; what says more must not make a reader take memory for it.
    /// </summary>
    private const int WidestLayer = 256;

    /// <summary>Bytes of a SHA-256.</summary>
    private const int Checksum = 32;

    /// <summary>Eight letters, six integers (networks and five widths), the calibration's two numbers.</summary>
    private const int HeaderLength = 8 + (6 * 4) + (2 * 4);

    public DigitModel(IReadOnlyList<FoldedNet> nets, Calibration calibration)
    {
        Nets = nets;
        Calibration = calibration;
    }

    public IReadOnlyList<FoldedNet> Nets { get; }

    public Calibration Calibration { get; }

    public NetShape Shape => Nets[0].Shape;

    public byte[] ToBytes()
    {
        using var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write("SIRKDIG1"u8);
        writer.Write(Nets.Count);
        foreach (var width in Shape.Widths)
        {
            writer.Write(width);
        }

        writer.Write(Calibration.Scale);
        writer.Write(Calibration.Surprise);
        foreach (var net in Nets)
        {
            for (var layer = 0; layer < Shape.Layers.Count; layer++)
            {
                foreach (var weight in net.Weights[layer].Span)
                {
                    writer.Write((Half)weight);
                }

                foreach (var bias in net.Biases[layer].Span)
                {
                    writer.Write(bias);
                }
            }
        }

        writer.Write(SHA256.HashData(stream.ToArray()));
        return stream.ToArray();
    }

    /// <summary>Reads a file that anyone may have made: nothing is allocated before its length has been found to fit its shape.</summary>
    public static bool TryRead(ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out DigitModel? model, out ModelProblem problem)
    {
        model = null;
        problem = Check(bytes, out var nets, out var shape);
        if (problem != ModelProblem.None)
        {
            return false;
        }

        var calibration = new Calibration(
            BinaryPrimitives.ReadSingleLittleEndian(bytes[32..]),
            BinaryPrimitives.ReadSingleLittleEndian(bytes[36..])
        );
        var at = bytes[HeaderLength..];
        var read = new FoldedNet[nets];
        var finite = calibration.IsValid;
        for (var net = 0; net < nets; net++)
        {
            read[net] = ReadNet(shape!, ref at, ref finite);
        }

        problem = finite ? ModelProblem.None : ModelProblem.Values;
        model = finite ? new DigitModel(read, calibration) : null;
        return finite;
    }

    private static ModelProblem Check(ReadOnlySpan<byte> bytes, out int nets, out NetShape? shape)
    {
        (nets, shape) = (0, null);
        if (bytes.Length < HeaderLength + Checksum || !bytes.StartsWith("SIRKDIG1"u8))
        {
            return ModelProblem.NotAModel;
        }

        nets = BinaryPrimitives.ReadInt32LittleEndian(bytes[8..]);
        Span<int> widths = stackalloc int[5];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = BinaryPrimitives.ReadInt32LittleEndian(bytes[(12 + (4 * i))..]);
            if (widths[i] is < 16 or > WidestLayer || widths[i] % 16 != 0)
            {
                return ModelProblem.Shape;
            }
        }

        if (nets is < 1 or > MostNets)
        {
            return ModelProblem.Shape;
        }

        shape = new NetShape(widths[0], widths[1], widths[2], widths[3], widths[4]);
        var expected = HeaderLength + Checksum + ((long)nets * shape.Layers.Sum(layer => (2L * layer.WeightCount) + (4L * layer.Outputs)));
        return bytes.Length != expected ? ModelProblem.Length
            : !SHA256.HashData(bytes[..^Checksum]).AsSpan().SequenceEqual(bytes[^Checksum..]) ? ModelProblem.Damaged
            : ModelProblem.None;
    }

    private static FoldedNet ReadNet(NetShape shape, ref ReadOnlySpan<byte> at, ref bool finite)
    {
        var (weights, biases) = (new FloatBuffer[shape.Layers.Count], new FloatBuffer[shape.Layers.Count]);
        for (var layer = 0; layer < shape.Layers.Count; layer++)
        {
            weights[layer] = new FloatBuffer(shape.Layers[layer].WeightCount);
            foreach (ref var weight in weights[layer].Span)
            {
                weight = (float)BinaryPrimitives.ReadHalfLittleEndian(at);
                finite &= float.IsFinite(weight);
                at = at[2..];
            }

            biases[layer] = new FloatBuffer(shape.Layers[layer].Outputs);
            foreach (ref var bias in biases[layer].Span)
            {
                bias = BinaryPrimitives.ReadSingleLittleEndian(at);
                finite &= float.IsFinite(bias);
                at = at[4..];
            }
        }

        return new FoldedNet(shape, weights, biases);
    }
}
