using Sirekap.Elections.Statements;
using Sirekap.Site.Api.Intake;

namespace Sirekap.Site.Tests.Protection;

/// <summary>How much a key may say.</summary>
public sealed class KeyMeterTests
{
    [Fact]
    public void A_key_is_full_for_the_rest_of_its_minute_and_free_in_the_next()
    {
        var clock = new HandClock { Now = DateTimeOffset.UnixEpoch.AddSeconds(3_000_000_030) };
        var (meter, key) = (new KeyMeter(3, clock), new KeyName(1));
        for (var i = 0; i < 3; i++)
        {
            meter.IsFull(key).ShouldBeFalse();
            meter.Count(key);
        }

        meter.IsFull(key).ShouldBeTrue();
        meter.Wait.ShouldBe(30);
        clock.Now += TimeSpan.FromSeconds(meter.Wait - 1);
        meter.IsFull(key).ShouldBeTrue();
        clock.Now += TimeSpan.FromSeconds(1);
        meter.IsFull(key).ShouldBeFalse();
        meter.Count(key);
        meter.IsFull(key).ShouldBeFalse();
    }

    [Fact]
    public void Other_keys_are_hardly_touched()
    {
        var meter = new KeyMeter(1, new HandClock { Now = DateTimeOffset.UnixEpoch.AddYears(50) });
        for (uint i = 0; i < 1_000; i++)
        {
            meter.Count(new KeyName(i));
        }

        Enumerable.Range(10_000, 1_000).Count(i => meter.IsFull(new KeyName((UInt128)i))).ShouldBeLessThan(60);
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
