namespace Sirekap.Simulation.Rehearsals;

/// <summary>
/// Something that can go wrong about an act: adds to it what it takes, or says that it cannot be at this place.
/// </summary>
internal delegate bool TroubleMaker(TroubledAct act);

/// <summary>
/// Troubles in an order that the seed shuffles, dealt one after the other to some of the acts that come: so each comes as often as any, and
/// each once before one comes twice. A trouble that cannot be where it is dealt waits for the next act.
/// </summary>
/// <param name="seed">Of the order, and of which acts have any.</param>
/// <param name="share">Of the acts.</param>
/// <param name="makers">What can go wrong.</param>
internal sealed class Troubles(ulong seed, double share, params IReadOnlyList<(Trouble Trouble, TroubleMaker Make)> makers)
{
    private readonly List<(Trouble Trouble, TroubleMaker Make)> _dealt = [];
    private SplitMix64 _source = new(SplitMix64.Hash(seed));

    /// <summary>Perhaps something goes wrong about an act.</summary>
    public void Deal(TroubledAct act)
    {
        if (_source.Unit() >= share)
        {
            return;
        }

        if (_dealt.Count == 0)
        {
            Shuffle();
        }

        for (var i = 0; i < _dealt.Count; i++)
        {
            var (trouble, make) = _dealt[i];
            act.Trouble = trouble;
            if (make(act))
            {
                _dealt.RemoveAt(i);
                return;
            }
        }

        act.Trouble = Trouble.None;
    }

    private void Shuffle()
    {
        _dealt.AddRange(makers);
        for (var i = _dealt.Count - 1; i > 0; i--)
        {
            var other = _source.Below(i + 1);
            (_dealt[i], _dealt[other]) = (_dealt[other], _dealt[i]);
        }
    }
}
