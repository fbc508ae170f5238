BeforeAll {
    . "$PSScriptRoot/Support/Emulator.ps1"
    $null = Connect-Elvis $emulator.Address -Credential $guest -Name dam

    # What the cmdlet makes of an answer.
    function Convert-Answer {
        param([string] $Body, [string] $ContentType = 'application/json', [byte[]] $Bytes, [hashtable] $With = @{})

        $Bytes = $Bytes ? $Bytes : [System.Text.Encoding]::UTF8.GetBytes($Body)
        Add-Fault $emulator @{
            kind = 'rawBody'; path = '/services/ping'; contentType = $ContentType; bodyBase64 = [Convert]::ToBase64String($Bytes)
        }
        Invoke-AuthenticatedRequest services/ping -Session dam @With
    }

    function Get-Kind($Value) {
        $null -eq $Value ? 'null' : "$($Value.GetType().Name) $([Convert]::ToString($Value, [cultureinfo]::InvariantCulture))"
    }
}

AfterAll {
    Stop-Emulator $emulator
}

Describe 'Invoke-AuthenticatedRequest and JSON' {
    BeforeEach {
        Clear-Fault $emulator
    }

    It 'makes of <Json> what ConvertFrom-Json does' -ForEach @(
        @{ Json = '{"a":{"b":[1,{"c":null}],"d":[]},"e":true,"f":"\u00e4\n","g":{}}' }
        @{ Json = '[1,-2,0.5,1e3,12345678901234567890123,true,null,"x"]' }
        @{ Json = '"text"' }
        @{ Json = '42' }
        @{ Json = '{"a":1,"b":2,"a":3}' }
        @{ Json = '[[1,2],[3]]' }
        @{ Json = '{"\u0061b":1}' }
    ) {
        ConvertTo-Json @(Convert-Answer $Json) -Depth 9 -Compress | Should -BeExactly (ConvertTo-Json @($Json | ConvertFrom-Json) -Depth 9 -Compress)
    }

    It 'keeps the number <Text> as <Kind>' -ForEach @(
        @{ Text = '9223372036854775807'; Kind = 'Int64 9223372036854775807' }
        @{ Text = '9223372036854775808'; Kind = 'BigInteger 9223372036854775808' }
        @{ Text = '-0.1'; Kind = 'Double -0.1' }
        @{ Text = '0.30000000000000004'; Kind = 'Double 0.30000000000000004' }
        @{ Text = '1234567890123456.789'; Kind = 'Decimal 1234567890123456.789' }
    ) {
        Get-Kind (Convert-Answer "{`"n`":$Text}").n | Should -BeExactly $Kind
    }

    It 'refuses the number <_>' -ForEach '1E400', 'NaN', 'Infinity', '01', '+1' {
        $text = $_
        $errors = Get-ErrorOf { Convert-Answer "{`"n`":$text}" }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'takes <Text> with -DateKind <DateKind> as ConvertFrom-Json does' -ForEach @(
        foreach ($text in '2026-07-02T03:04:05Z', '2026-07-02T03:04:05.1234567+05:30', '2026-07-02T03:04:05', '2026-07-02', '2026-13-02T03:04:05Z', '/Date(1234656000000)/') {
            foreach ($dateKind in 'Default', 'Local', 'Utc', 'Offset', 'String') {
                @{ Text = $text; DateKind = $dateKind }
            }
        }
    ) {
        $expected = ConvertFrom-Json "{`"d`":`"$Text`"}" -DateKind $DateKind
        $found = Convert-Answer "{`"d`":`"$Text`"}" -With @{ DateKind = $DateKind }
        $found.d.GetType() | Should -Be $expected.d.GetType()
        '{0:o}' -f $found.d | Should -BeExactly ('{0:o}' -f $expected.d)
    }

    It 'leaves <Text> a string where the zone has no such time' -ForEach @(
        @{ Text = '/Date(253402300799999+0100)/' }
        @{ Text = '/Date(-62135596800000-0100)/' }
        @{ Text = '0001-01-01T00:00:00+01:00' }
    ) {
        (Convert-Answer "{`"d`":`"$Text`"}" -With @{ DateKind = 'Offset' }).d | Should -BeExactly $Text
    }

    It 'refuses <What>, and says that -AsHashtable can hold it' -ForEach @(
        @{ What = 'names that differ only by case'; Json = '{"a":1,"A":2}' }
        @{ What = 'an empty name'; Json = '{"":1}' }
    ) {
        $errors = Get-ErrorOf { Convert-Answer $Json }
        $errors | Should -HaveCount 1
        $errors[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
        $errors[0].ErrorDetails.RecommendedAction | Should -BeLike '*-AsHashtable*'
    }

    It 'holds any name in a hashtable, in order' {
        $table = Convert-Answer '{"b":1,"B":{"":2},"a":[{"c":3}]}' -With @{ AsHashtable = $true }
        $table | Should -BeOfType hashtable
        @($table.Keys) | Should -BeExactly 'b', 'B', 'a'
        $table['B'][''] | Should -Be 2
        $table['a'][0] | Should -BeOfType hashtable
    }

    It 'gives the elements of an array one by one, or the array with -NoEnumerate' {
        Convert-Answer '[1,2,3]' | Measure-Object | ForEach-Object Count | Should -Be 3
        Convert-Answer '[1,2,3]' -With @{ NoEnumerate = $true } | Measure-Object | ForEach-Object Count | Should -Be 1
        Convert-Answer '[]' | Measure-Object | ForEach-Object Count | Should -Be 0
    }

    It 'honours <What>' -ForEach @(
        @{ What = 'a byte order mark of UTF-8'; Encoding = 'utf-8'; Mark = $true; ContentType = 'application/json' }
        @{ What = 'a byte order mark of UTF-16'; Encoding = 'utf-16'; Mark = $true; ContentType = 'application/json' }
        @{ What = 'a byte order mark before a wrong charset'; Encoding = 'utf-8'; Mark = $true; ContentType = 'application/json; charset=iso-8859-1' }
        @{ What = 'a charset'; Encoding = 'iso-8859-1'; Mark = $false; ContentType = 'application/json; charset=iso-8859-1' }
        @{ What = 'a quoted charset'; Encoding = 'utf-8'; Mark = $false; ContentType = 'application/json; charset="UTF-8"' }
        @{ What = '+json'; Encoding = 'utf-8'; Mark = $false; ContentType = 'application/problem+json' }
        @{ What = 'JSON in plain text'; Encoding = 'utf-8'; Mark = $false; ContentType = 'text/plain' }
    ) {
        $encoding = [System.Text.Encoding]::GetEncoding($Encoding)
        [byte[]] $bytes = @($Mark ? $encoding.GetPreamble() : @()) + $encoding.GetBytes('{"t":"äöü"}')
        (Convert-Answer -Bytes $bytes -ContentType $ContentType).t | Should -BeExactly 'äöü'
    }

    It 'leaves plain text that is no object or array a text' {
        Convert-Answer '1.10' -ContentType text/plain | Should -BeExactly '1.10'
        Convert-Answer '{no json' -ContentType text/plain | Should -BeExactly '{no json'
    }

    It 'gives the text as it was received with -Raw' {
        Convert-Answer ' {"a" : 1.10}' -With @{ Raw = $true } | Should -BeExactly ' {"a" : 1.10}'
    }

    It 'gives bytes where the answer is neither text nor data' {
        , (Convert-Answer -Bytes (0, 255, 7) -ContentType image/png) | Should -BeOfType byte[]
    }

    It 'takes 1,024 levels and no more' {
        $deep = Convert-Answer (('[' * 1023) + (']' * 1023)) -With @{ NoEnumerate = $true }
        $deep.GetType() | Should -Be ([object[]])
        (Get-ErrorOf { Convert-Answer (('[' * 1025) + (']' * 1025)) })[0].FullyQualifiedErrorId | Should -BeLike 'InvalidResponse,*'
    }

    It 'converts an answer that comes in many portions' {
        $items = 1..3000 | ForEach-Object { [ordered]@{ id = $_; name = "Größe $_"; nested = @{ list = 1, $_ } } }
        $json = ConvertTo-Json $items -Depth 5
        $found = Convert-Answer $json
        ConvertTo-Json @($found) -Depth 5 | Should -BeExactly (ConvertTo-Json @($json | ConvertFrom-Json) -Depth 5)
    }
}
