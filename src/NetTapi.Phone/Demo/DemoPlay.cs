using NetTapi.Loop;

namespace NetTapi.Phone;

/// <summary>Who calls whom, when and for how long: drawn from the loop's chance, so that a seed gives the same office again. On the loop.</summary>
internal sealed class DemoPlay
{
    private readonly IControlLoop _loop;
    private readonly DemoScript _script;
    private readonly IReadOnlyList<SoftPhone> _phones;
    private readonly Carrier _carrier;
    private readonly Action<string> _report;
    private LoopTimer? _next;

    public DemoPlay(IControlLoop loop, DemoScript script, IReadOnlyList<SoftPhone> phones, Carrier carrier, Action<string> report)
    {
        _loop = loop;
        _script = script;
        _phones = phones;
        _carrier = carrier;
        _report = report;
        for (var i = 0; i < phones.Count; i++) Equip(phones[i], script.Phones[i].DisplayName);
        Equip(carrier, "outside");
    }

    /// <summary>Registers the phones; the calls begin after the first pause.</summary>
    public void Begin()
    {
        foreach (var phone in _phones) phone.Register();
        ScheduleNext();
    }

    /// <summary>Hangs up everything and takes the registrations back.</summary>
    public void End()
    {
        _next?.Cancel();
        _carrier.HangUpAll();
        foreach (var phone in _phones)
        {
            phone.HangUpAll();
            phone.Unregister();
        }
    }

    private void Equip(PhoneSet set, string name)
    {
        set.Sound = new PhoneSound(Voice: 400 + (100 * _loop.Entropy.Next(6)));
        set.Script = _ => DrawScript();
        set.Observer = notice => Report(name, notice);
    }

    private void ScheduleNext() => _next = _loop.Schedule(Between(_script.ShortestPause, _script.LongestPause), BeginOne);

    private void BeginOne()
    {
        ScheduleNext();
        var calls = _carrier.Calls.Count + _phones.Sum(phone => phone.Calls.Count(call => !call.IsIncoming));
        var free = Enumerable.Range(0, _phones.Count).Where(i => _phones[i] is { IsRegistered: true, Calls.Count: 0 }).ToArray();
        if (calls >= _script.MostCalls || free.Length == 0) return;
        var one = free[_loop.Entropy.Next(free.Length)];
        switch (_loop.Entropy.Next(10))
        {
            case < 6:
                _carrier.Call(_script.Phones[one].OutsideNumber, DrawCaller(), TalkTime(), Seconds(8, 20));
                break;
            case < 9:
                _phones[one].Call(_script.OutsidePrefix + DrawCaller().Number, TalkTime(), Seconds(8, 20));
                break;
            default:
                _phones[one].Call(_script.Phones[(one + 1) % _phones.Count].Extension, TalkTime(), Seconds(8, 20));
                break;
        }
    }

    private AnswerScript DrawScript() => _loop.Entropy.Next(10) switch
    {
        < 7 => AnswerScript.Answer(Seconds(1, 4), talk: Seconds(10, 30)),
        < 8 => AnswerScript.Reject(486, Seconds(1, 3)),
        _ => AnswerScript.Ring,
    };

    private void Report(string name, PhoneNotice notice)
    {
        if (notice is { Kind: PhoneNoticeKind.Call, Call: { } call }) _report($"{name} {call}");
    }

    private OutsideCaller DrawCaller() => _script.Callers[_loop.Entropy.Next(_script.Callers.Length)];

    private TimeSpan TalkTime() => Seconds(4, 15);

    private TimeSpan Seconds(int least, int most) => Between(TimeSpan.FromSeconds(least) / _script.Pace, TimeSpan.FromSeconds(most) / _script.Pace);

    private TimeSpan Between(TimeSpan least, TimeSpan most) =>
        least + TimeSpan.FromMilliseconds(_loop.Entropy.Next((int)Math.Max(1, (most - least).TotalMilliseconds)));
}
