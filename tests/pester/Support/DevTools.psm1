# The developer tools of a headless Chromium, which serves them as a page of its own, driven over the DevTools protocol.

# What the page's scripts find things with: its elements lie in shadow roots, and its views come when they are ready.
$script:Helpers = @'
    const all = function* (node) {
        yield node;
        for (const child of [...(node.shadowRoot?.children ?? []), ...node.children]) yield* all(child);
    };
    const elements = () => [...all(document.body)];
    const until = async find => {
        for (const start = Date.now(); Date.now() - start < 30000; await new Promise(next => setTimeout(next, 50))) {
            const found = find();
            if (found) return found;
        }
        throw new Error('Not found: ' + find);
    };
    const centre = element => {
        const box = element.getBoundingClientRect();
        return { x: box.x + Math.min(box.width / 2, 40), y: box.y + box.height / 2 };
    };
'@

function Open-DevTools {
    param([Parameter(Mandatory)] [string]$Browser, [Parameter(Mandatory)] [string]$Folder)

    $start = [System.Diagnostics.ProcessStartInfo]::new($Browser, [string[]]@(
            '--headless=new', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'
            '--lang=en-US', '--window-size=1500,900', "--user-data-dir=$Folder", '--remote-debugging-port=0', 'about:blank'))
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    do {
        $line = $process.StandardError.ReadLine()
    } until ($null -eq $line -or $line -match '^DevTools listening on ws://(?<host>[^/]+)/')

    if ($null -eq $line) {
        throw 'The browser did not start.'
    }

    $null = $process.StandardError.ReadToEndAsync()
    $address = $Matches.host
    $inspected = @(Invoke-RestMethod "http://$address/json/list" -NoProxy) | ForEach-Object { $_ } | Where-Object url -EQ 'about:blank'
    $page = [uri]::EscapeDataString("http://$address/devtools/devtools_app.html?ws=$address/devtools/page/$($inspected.id)&panel=network")
    $target = Invoke-RestMethod "http://$address/json/new?$page" -Method Put -NoProxy
    $socket = [System.Net.WebSockets.ClientWebSocket]::new()
    $null = $socket.ConnectAsync($target.webSocketDebuggerUrl, [System.Threading.CancellationToken]::None).GetAwaiter().GetResult()
    [pscustomobject]@{ Process = $process; Socket = $socket; Number = 0 }
}

function Close-DevTools {
    param([Parameter(Mandatory)] $DevTools)

    $DevTools.Socket.Dispose()
    $DevTools.Process.Kill($true)
    $DevTools.Process.WaitForExit()
}

# Sends a command of the protocol and gives back its result; what the browser tells meanwhile is passed over.
function Invoke-DevTools {
    param([Parameter(Mandatory)] $DevTools, [Parameter(Mandatory)] [string]$Method, [hashtable]$Parameters = @{})

    $number = ++$DevTools.Number
    $command = [System.Text.Encoding]::UTF8.GetBytes((@{ id = $number; method = $Method; params = $Parameters } | ConvertTo-Json -Depth 5))
    $limit = [System.Threading.CancellationTokenSource]::new([timespan]::FromMinutes(1))
    $null = $DevTools.Socket.SendAsync([System.ArraySegment[byte]]$command, 'Text', $true, $limit.Token).GetAwaiter().GetResult()
    $buffer = [byte[]]::new(64KB)
    do {
        $message = [System.IO.MemoryStream]::new()
        do {
            $part = $DevTools.Socket.ReceiveAsync([System.ArraySegment[byte]]$buffer, $limit.Token).GetAwaiter().GetResult()
            $message.Write($buffer, 0, $part.Count)
        } until ($part.EndOfMessage)
        $answer = [System.Text.Encoding]::UTF8.GetString($message.ToArray()) | ConvertFrom-Json
    } until ($answer.PSObject.Properties['id'] -and $answer.id -eq $number)

    $problem = $answer.error.message ?? $answer.result.exceptionDetails.exception.description
    if ($problem) {
        throw "${Method}: $problem"
    }

    $answer.result
}

# What a script gives: the body of an async function that has the helpers above. By value, or as a reference to an element of the page.
function Invoke-PageScript {
    param([Parameter(Mandatory)] $DevTools, [Parameter(Mandatory)] [string]$Script, [switch]$AsReference)

    $result = (Invoke-DevTools $DevTools Runtime.evaluate @{
            expression = "(async () => { $script:Helpers $Script })()"; awaitPromise = $true; returnByValue = -not $AsReference
        }).result
    $AsReference ? $result.objectId : $result.value
}

# Clicks on the element that the script finds.
function Invoke-PageClick {
    param([Parameter(Mandatory)] $DevTools, [Parameter(Mandatory)] [string]$Script)

    $at = Invoke-PageScript $DevTools "return centre(await until(() => $Script));"
    foreach ($type in 'mousePressed', 'mouseReleased') {
        $null = Invoke-DevTools $DevTools Input.dispatchMouseEvent @{ type = $type; x = $at.x; y = $at.y; button = 'left'; clickCount = 1 }
    }
}

# Gives a file to the Network panel's own import.
function Import-HttpArchive {
    param([Parameter(Mandatory)] $DevTools, [Parameter(Mandatory)] [string]$Path)

    $chooser = Invoke-PageScript $DevTools -AsReference "return await until(() => elements().find(e => e.matches('.network input[type=file]')));"
    $null = Invoke-DevTools $DevTools DOM.setFileInputFiles @{ files = @($Path); objectId = $chooser }
}

Export-ModuleMember -Function *
