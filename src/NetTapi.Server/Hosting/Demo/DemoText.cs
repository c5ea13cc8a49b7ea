using System.Net;
using NetTapi.Server.Configuration;

namespace NetTapi.Server.Hosting.Demo;

/// <summary>What the demo tells whoever started it.</summary>
internal static class DemoText
{
    /// <summary>Which ports moved because others had taken them; a line each.</summary>
    public static IEnumerable<string> Moved(ServerOptions configured, ServerHost host) =>
        Moved("nettapi", configured.NetTapi.Listen.Select(listener => listener.Address), host.NetTapi)
            .Concat(Moved("sip", configured.Sip.Listen.Select(listener => listener.Address), host.Sip.Select(listener => listener.Address)))
            .Concat(Moved("http", configured.HttpListen, host.Http))
            .Distinct();

    /// <summary>What to type in a second terminal.</summary>
    public static string Invitation(IPEndPoint netTapi) => $$"""

        The sample office is open: Jim Bryant (107, login jim), Ken Adams (128, login ken, who may watch everyone) and Ann Lee (144, login ann).
        Outside calls come in and go out every few seconds. In a second terminal, from the folder of the project:

          export NETTAPI_SERVER={{netTapi}} NETTAPI_USER=ken
          dotnet run --project src/NetTapi.Cli -- watch                      live calls
          dotnet run --project src/NetTapi.Cli -- dial 9,2148441111          Ken's phone rings, then the outside is called
          dotnet run --project src/NetTapi.Cli -- call-info 1                all about the call with serial 1, once it is over

        Or with nothing but nc, each message ending with the byte 4:

          login='!<connect_nettapi>\004!<login_nettapi><uname=ken><pass=>\004'
          (printf "$login"'!<interest><incoming_outside_calls><outgoing_outside_calls>\004'; cat) | nc {{netTapi.Address}} {{netTapi.Port}} | tr '\004' '\n'
          (printf "$login"'!<dial><addr=9,2148441111>\004'; sleep 2) | nc {{netTapi.Address}} {{netTapi.Port}} | tr '\004' '\n'
          (printf "$login"'?<call_info=1>\004'; sleep 1) | nc {{netTapi.Address}} {{netTapi.Port}} | tr '\004' '\n'

        Ctrl-C closes the office; its database goes with it.

        """;

    private static IEnumerable<string> Moved(string what, IEnumerable<IPEndPoint> wanted, IEnumerable<IPEndPoint> got) => wanted.Zip(got)
        .Where(pair => pair.First.Port != 0 && pair.First.Port != pair.Second.Port)
        .Select(pair => $"{what}: port {pair.First.Port} is taken, so it listens on {pair.Second.Port} instead");
}
