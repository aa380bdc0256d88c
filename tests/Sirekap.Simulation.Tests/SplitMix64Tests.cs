namespace Sirekap.Simulation.Tests;

/// <summary>The one source of draws, against the sequence that other implementations of SplitMix64 give for this state.</summary>
public class SplitMix64Tests
{
    [Fact]
    public void It_is_the_published_generator()
    {
        var source = new SplitMix64(1_234_567);
        ulong[] drawn = [.. Enumerable.Range(0, 5).Select(_ => source.Next())];
        drawn.ShouldBe([6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431, 16408922859458223821]);
    }

    [Fact]
    public void Hashing_a_state_is_its_first_draw()
    {
        foreach (var state in (ulong[])[0, 1, ulong.MaxValue, 99])
        {
            SplitMix64.Hash(state).ShouldBe(new SplitMix64(state).Next());
        }
    }

    [Fact]
    public void Draws_lie_where_they_are_asked_for()
    {
        var source = new SplitMix64(7);
        for (var i = 0; i < 10_000; i++)
        {
            source.Unit().ShouldBeInRange(0, 1 - (1.0 / (1UL << 53)));
            source.Below(3).ShouldBeInRange(0, 2);
        }
    }
}
