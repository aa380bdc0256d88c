using System.Buffers.Binary;
using System.Security.Cryptography;
using Sirekap.Reading.Digits;
using Sirekap.Reading.Digits.Network;

namespace Sirekap.Reading.Tests.Digits;

public sealed class DigitModelTests
{
    private static readonly byte[] Good = Made().ToBytes();

    [Fact]
    public void A_model_comes_back_from_its_file_to_half_precision()
    {
        DigitModel.TryRead(Good, out var model, out _).ShouldBeTrue();

        model.ToBytes().ShouldBe(Good);
        model.Calibration.ShouldBe(new Calibration(1.5f, 0.001f));
        model.Nets.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(8)]
    [InlineData(60)]
    [InlineData(1000)]
    public void A_model_cut_short_is_refused(int length) =>
        Problem(Good[..length]).ShouldBeOneOf(ModelProblem.NotAModel, ModelProblem.Length);

    [Fact]
    public void A_model_with_more_behind_it_is_refused() => Problem([.. Good, 0]).ShouldBe(ModelProblem.Length);

    [Fact]
    public void Any_changed_byte_is_noticed()
    {
        foreach (var at in (int[])[0, 9, 13, 33, 37, 50, 5000, Good.Length - 1])
        {
            var changed = (byte[])Good.Clone();
            changed[at] ^= 0x10;
            Problem(changed).ShouldNotBe(ModelProblem.None, $"byte {at}");
        }
    }

    [Theory]
    [InlineData(8, 0)]
    [InlineData(8, 5)]
    [InlineData(8, int.MaxValue)]
    [InlineData(12, 17)]
    [InlineData(16, int.MaxValue)]
    [InlineData(28, -16)]
    public void Shapes_that_no_reader_runs_are_refused_before_anything_is_allocated(int at, int value)
    {
        var changed = (byte[])Good.Clone();
        BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(at), value);
        Problem(Signed(changed)).ShouldBe(ModelProblem.Shape);
    }

    [Fact]
    public void Weights_that_are_no_numbers_are_refused()
    {
        var changed = (byte[])Good.Clone();
        BinaryPrimitives.WriteHalfLittleEndian(changed.AsSpan(100), Half.NaN);
        Problem(Signed(changed)).ShouldBe(ModelProblem.Values);
    }

    [Theory]
    [InlineData(0f, 0f)]
    [InlineData(float.NaN, 0f)]
    [InlineData(1f, 0.5f)]
    [InlineData(1f, -0.1f)]
    public void Calibrations_that_are_none_are_refused(float scale, float surprise)
    {
        var changed = (byte[])Good.Clone();
        BinaryPrimitives.WriteSingleLittleEndian(changed.AsSpan(32), scale);
        BinaryPrimitives.WriteSingleLittleEndian(changed.AsSpan(36), surprise);
        Problem(Signed(changed)).ShouldBe(ModelProblem.Values);
    }

    private static ModelProblem Problem(byte[] file)
    {
        DigitModel.TryRead(file, out var model, out var problem).ShouldBe(problem == ModelProblem.None);
        (model is null).ShouldBe(problem != ModelProblem.None);
        return problem;
    }

    /// <summary>Its checksum made right again: what a hostile author would do.</summary>
    private static byte[] Signed(byte[] file)
    {
        SHA256.HashData(file.AsSpan(0, file.Length - 32)).CopyTo(file.AsSpan(file.Length - 32));
        return file;
    }

    private static DigitModel Made()
    {
        var shape = new NetShape(16, 16, 16, 16, 16);
        return new DigitModel([Net(shape, 1), Net(shape, 2)], new Calibration(1.5f, 0.001f));
    }

    private static FoldedNet Net(NetShape shape, ulong seed) =>
        new(
            shape,
            [.. shape.Layers.Select((layer, i) => RowProductsTests.Filled(layer.WeightCount, (seed * 100) + (ulong)i))],
            [.. shape.Layers.Select((layer, i) => RowProductsTests.Filled(layer.Outputs, (seed * 200) + (ulong)i))]
        );
}
