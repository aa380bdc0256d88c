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
            meter.TryCount(key).ShouldNotBeNull();
        }

        meter.TryCount(key).ShouldBeNull();
        meter.Wait.ShouldBe(30);
        clock.Now += TimeSpan.FromSeconds(meter.Wait - 1);
        meter.TryCount(key).ShouldBeNull();
        clock.Now += TimeSpan.FromSeconds(1);
        meter.TryCount(key).ShouldNotBeNull();
        meter.TryCount(key).ShouldNotBeNull();
    }

    [Fact]
    public void What_a_key_did_not_say_is_given_back_to_the_minute_it_was_counted_in_and_to_no_other()
    {
        var clock = new HandClock { Now = DateTimeOffset.UnixEpoch.AddYears(50) };
        var (meter, key) = (new KeyMeter(1, clock), new KeyName(1));
        var first = meter.TryCount(key).ShouldNotBeNull();
        meter.GiveBack(key, first);
        var second = meter.TryCount(key).ShouldNotBeNull();
        meter.TryCount(key).ShouldBeNull();
        clock.Now += TimeSpan.FromMinutes(1);
        meter.TryCount(key).ShouldNotBeNull();
        meter.GiveBack(key, second);
        meter.TryCount(key).ShouldBeNull();
    }

    [Fact]
    public void However_many_come_at_once_no_more_pass_than_the_key_may_say()
    {
        var meter = new KeyMeter(60, new HandClock { Now = DateTimeOffset.UnixEpoch.AddYears(50) });
        var passed = 0;
        Parallel.For(0, 10_000, _ => Interlocked.Add(ref passed, meter.TryCount(new KeyName(1)) is null ? 0 : 1));
        passed.ShouldBe(60);
    }

    [Fact]
    public void Other_keys_are_hardly_touched()
    {
        var meter = new KeyMeter(1, new HandClock { Now = DateTimeOffset.UnixEpoch.AddYears(50) });
        for (uint i = 0; i < 1_000; i++)
        {
            meter.TryCount(new KeyName(i));
        }

        Enumerable.Range(10_000, 1_000).Count(i => meter.TryCount(new KeyName((UInt128)i)) is null).ShouldBeLessThan(60);
    }

    private sealed class HandClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
